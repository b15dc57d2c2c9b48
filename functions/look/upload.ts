import { describe, element, formsWith } from "./elements.ts";
import { formatNumber, say } from "./say.ts";

/** Says before a file is sent that there is none, or that it is too large: the archive's own answer is for machines. */
export function checkUploads(): void {
  formsWith("data-upload").forEach((form) => {
    const input = form.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return;
    const fault = element("p", { class: "fault", id: `${input.id}-too-large`, role: "alert" });
    form.addEventListener("submit", (event) => {
      const wrong = wrongWith(input, Number(form.dataset["most"]));
      if (wrong === undefined) return;
      event.preventDefault();
      fault.textContent = wrong;
      input.before(fault);
      describe(input, fault.id);
      input.setAttribute("aria-invalid", "true");
      input.focus();
    });
    input.addEventListener("change", () => {
      fault.remove();
      input.removeAttribute("aria-invalid");
    });
  });
}

function wrongWith({ files }: HTMLInputElement, most: number): string | undefined {
  const file = files && files[0];
  if (!file) return say("Chưa chọn tệp.", "No file is chosen yet.");
  if (file.size === 0) return say("Tệp không có nội dung.", "The file is empty.");
  if (file.size <= most) return undefined;
  const megabytes = formatNumber(Math.ceil((file.size / 1024 / 1024) * 10) / 10);
  const limit = formatNumber(Math.floor(most / 1024 / 1024));
  return say(
    `Tệp ${megabytes} MB, lớn hơn giới hạn ${limit} MB.`,
    `The file has ${megabytes} MB; at most ${limit} MB are taken.`,
  );
}
