import type { Site } from "./site.ts";

/** A directive of the desk: its number, its date, and whether its units have filed by 9/8/2017. */
export type Asked = { readonly nth: number; readonly before: string; readonly filed: boolean };

/** Thirty directives of other dates: of three units are overdue on 9/8/2017, of five reports wait for review. */
export const THIRTY: readonly Asked[] = Array.from({ length: 30 }, (_, index) => {
  const nth = index + 1;
  if (nth % 10 === 7) return { nth, before: `2017-08-0${(nth % 9) + 1}`, filed: false };
  if (nth % 6 === 0) return { nth, before: `2017-07-${25 + (nth % 5)}`, filed: true };
  return { nth, before: `2017-${nth % 2 ? "09" : "11"}-${10 + (nth % 20)}`, filed: false };
});
export const OVERDUE = THIRTY.filter(({ before, filed }) => before <= "2017-08-09" && !filed).map(({ nth }) => nth);

const UNITS = ["stc", "stp", "ubnd-lak"] as const;
const SUBJECTS = [
  "rà soát quy hoạch sử dụng đất và kế hoạch đầu tư công trung hạn trên địa bàn tỉnh",
  "công tác phòng, chống dịch bệnh",
  "thực hiện cải cách hành chính, kiểm soát thủ tục hành chính",
];

/** Issues the thirty through the API, and files what is filed, on the site's day. */
export async function issueThirty({ deployment }: Pick<Site, "deployment">): Promise<void> {
  const { keeper } = deployment;
  const post = async (email: string, path: string, body: unknown) => {
    const { status, body: told } = await deployment.call("POST", path, { email, body });
    if (status >= 300) throw new Error(`POST ${path} was answered with ${status}: ${JSON.stringify(told)}`);
  };
  for (const { nth, before } of THIRTY) {
    const about = SUBJECTS[nth % 3];
    await post(keeper, "/api/directives", {
      id: `viec-${nth}`,
      number: `${nth}/UBND-TH`,
      issuedOn: "2017-07-14",
      issuer: "Ủy ban nhân dân tỉnh Đắk Lắk",
      subject: `Về việc ${about}`,
      obligations: [
        {
          id: "bao-cao",
          title: `Báo cáo việc thứ ${nth}: ${about}`,
          reporters: { units: [...UNITS] },
          receiver: "snv",
          before,
          ladder: { remindWorkingDaysBefore: [], followUpWorkingDaysAfter: [] },
        },
      ],
    });
    await post(keeper, `/api/directives/viec-${nth}/issue`, {});
  }
  await deployment.settle();
  for (const { nth } of THIRTY.filter(({ filed }) => filed))
    for (const unit of UNITS)
      await post(
        `vanthu@${unit.replace("ubnd-", "")}.daklak.example`,
        `/api/duties/viec-${nth}/bao-cao/${unit}/submissions`,
        {
          documentNumber: `${nth}/BC`,
          signedOn: "2017-07-14",
          signer: { name: "Nguyễn Văn A", post: "Giám đốc" },
          sections: {},
        },
      );
  await deployment.settle();
}
