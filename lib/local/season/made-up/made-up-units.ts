import { UnitSchema } from "../../../../functions/domain/unit-input.ts";
import type { UnitRecord } from "../../../../functions/domain/unit.ts";
import type { Chance } from "./chance.ts";
import { placeName, slugOf } from "./place-names.ts";

/** What a unit is called, and what its id and addresses are made of. */
type Office = { readonly kind: string; readonly name: string; readonly head: string; readonly domain: string };

/** The departments of a province, by their ids in công văn 5500's own units. */
const DEPARTMENTS = {
  stp: "Sở Tư pháp",
  skhdt: "Sở Kế hoạch và Đầu tư",
  stc: "Sở Tài chính",
  sct: "Sở Công Thương",
  snnptnt: "Sở Nông nghiệp và Phát triển nông thôn",
  sgtvt: "Sở Giao thông vận tải",
  sxd: "Sở Xây dựng",
  stnmt: "Sở Tài nguyên và Môi trường",
  stttt: "Sở Thông tin và Truyền thông",
  sldtbxh: "Sở Lao động - Thương binh và Xã hội",
  svhttdl: "Sở Văn hóa, Thể thao và Du lịch",
  skhcn: "Sở Khoa học và Công nghệ",
  sgddt: "Sở Giáo dục và Đào tạo",
  syt: "Sở Y tế",
} as const;
/** As the country was divided in 2017, when 63 provinces had 713 districts, and these 11,162 communes. */
const DISTRICTS = 11;
const COMMUNES = 15;
/** How many names a district's communes are drawn from: those of two syllables. */
const COMMUNE_NAMES = 47 * 47;

/**
 * So many units, none of them real: the office that receives, the one that consolidates, then province after
 * province its departments, and district after district its communes.
 */
export function madeUpUnits(count: number, chance: Chance): UnitRecord[] {
  const units = [
    unitOf({ kind: "so-ban-nganh", name: "Văn phòng UBND tỉnh", head: "Chánh Văn phòng", domain: "vpub" }, chance),
    unitOf({ kind: "so-ban-nganh", name: "Sở Nội vụ", head: "Giám đốc Sở Nội vụ", domain: "snv" }, chance),
  ];
  for (const office of offices()) {
    if (units.length >= count) break;
    units.push(unitOf(office, chance));
  }
  return units;
}

function* offices(): Generator<Office> {
  for (let province = 0; ; province++) {
    const inProvince = placeName(province);
    for (const [id, name] of Object.entries(DEPARTMENTS)) {
      const full = `${name} tỉnh ${inProvince}`;
      yield { kind: "so-ban-nganh", name: full, head: `Giám đốc ${name}`, domain: `${id}.${slugOf(inProvince)}` };
    }
    for (let district = province * DISTRICTS; district < (province + 1) * DISTRICTS; district++)
      yield* officesOfDistrict(district);
  }
}

function* officesOfDistrict(district: number): Generator<Office> {
  const inDistrict = placeName(district);
  const name = `UBND huyện ${inDistrict}`;
  yield { kind: "huyen", name, head: `Chủ tịch ${name}`, domain: `huyen.${slugOf(inDistrict)}` };
  for (let commune = 0; commune < COMMUNES; commune++) {
    const own = placeName((district * COMMUNES + commune) % COMMUNE_NAMES);
    const [kind, word] = commune === 0 ? ["thi-tran", "thị trấn"] : ["xa", "xã"];
    const full = `UBND ${word} ${own}, huyện ${inDistrict}`;
    yield { kind, name: full, head: `Chủ tịch UBND ${word} ${own}`, domain: `${slugOf(own)}.${slugOf(inDistrict)}` };
  }
}

/** Every office has a clerk; a commune's seldom has an office besides, and its head not always an address. */
function unitOf({ kind, name, head, domain }: Office, chance: Chance): UnitRecord {
  const small = kind === "xa" || kind === "thi-tran";
  return UnitSchema.parse({
    id: domain.replaceAll(".", "-"),
    name,
    kind,
    headTitle: head,
    clerkEmail: `vanthu@${domain}.example`,
    officeEmail: chance.percent(small ? 40 : 100) ? `vanphong@${domain}.example` : "",
    headEmail: chance.percent(small ? 90 : 100) ? `lanhdao@${domain}.example` : "",
    phone: `0${chance.int(200, 299)} ${chance.int(3000, 3999)} ${chance.int(100, 999)}`,
  });
}
