import { element, formsWith } from "./elements.ts";
import { say } from "./say.ts";

/** Says before a file is sent that there is none, or that it is too large: the archive's own answer is for machines. */
export function checkUploads(): void {
  formsWith("data-upload").forEach((form) => {
    const input = form.querySelector<HTMLInputElement>("input[type=file]");
    if (!input) return;
    const fault = element("p", { class: "fault", role: "alert" });
    form.addEventListener("submit", (event) => {
      const file = input.files && input.files[0];
      const size = file ? file.size : 0;
      if (size > 0 && size <= Number(form.dataset["most"])) return;
      event.preventDefault();
      fault.textContent =
        size > 0
          ? say(
              "Tệp lớn hơn giới hạn ghi ở trên; đề nghị chọn tệp nhỏ hơn.",
              "The file is larger than the limit above; choose a smaller one.",
            )
          : say("Chưa chọn tệp.", "Choose a file.");
      input.before(fault);
      input.focus();
    });
  });
}
