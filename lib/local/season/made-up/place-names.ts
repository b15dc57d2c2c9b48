/** Syllables that names of communes and districts are made of; no two are alike without their accents. */
const SYLLABLES = [
  "An", "Bình", "Cẩm", "Châu", "Đại", "Điền", "Đông", "Đức", "Giang", "Hà", "Hải", "Hiệp", "Hòa", "Hồng", "Hưng",
  "Khánh", "Kim", "Lạc", "Lâm", "Liên", "Lộc", "Long", "Mai", "Minh", "Mỹ", "Nam", "Nghĩa", "Ngọc", "Nhơn", "Ninh",
  "Phong", "Phú", "Phước", "Quang", "Sơn", "Tân", "Tây", "Thạch", "Thanh", "Thịnh", "Thuận", "Tiên", "Trung", "Vạn",
  "Vĩnh", "Xuân", "Yên",
];

/**
 * The name with a number, of two syllables while these suffice: `Hòa Phú`. Each number has a name of its own, also
 * without accents; neighbours do not sound alike.
 */
export function placeName(number: number): string {
  const count = SYLLABLES.length;
  // Prime to any power of the syllables' number, which is prime itself: each number is met once.
  const scattered = ((number + 1) * 1009) % (count * count);
  const syllables = [Math.floor(scattered / count), scattered % count];
  for (let left = Math.floor(number / (count * count)); left > 0; left = Math.floor(left / count))
    syllables.push(left % count);
  return syllables.map((at) => SYLLABLES[at]).join(" ");
}

/** A name as ids and addresses can carry it: `hoa-phu`. */
export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll(/[đĐ]/g, "d")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
}
