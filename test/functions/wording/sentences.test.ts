import { describe, expect, test } from "vitest";

import { aboutOf } from "../../../functions/wording/sentences.ts";

describe("what a directive is about, within a sentence", () => {
  test.for([
    [
      "Đẩy mạnh thực hiện phong trào thi đua “Dân vận khéo”",
      "về việc đẩy mạnh thực hiện phong trào thi đua “Dân vận khéo”",
    ],
    ["V/v đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["v/v: Đẩy mạnh thi đua.", "về việc đẩy mạnh thi đua"],
    ["V/v. đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["V / v  đẩy mạnh thi đua;", "về việc đẩy mạnh thi đua"],
    ["Về việc đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["VỀ VIỆC: đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["Về việc đẩy mạnh thi đua./.".normalize("NFD"), "về việc đẩy mạnh thi đua"],
    ["V/v UBND các huyện báo cáo", "về việc UBND các huyện báo cáo"],
    ["V/v về việc đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["V/v: Về việc v/v đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["“V/v đẩy mạnh thi đua “Dân vận khéo””.", "về việc đẩy mạnh thi đua “Dân vận khéo”"],
    ["(V/v đẩy mạnh thi đua)", "về việc đẩy mạnh thi đua"],
    ["“Dân vận khéo” và “Dân vận tốt”", "về việc “Dân vận khéo” và “Dân vận tốt”"],
    ["Vv đẩy mạnh thi đua", "về việc đẩy mạnh thi đua"],
    ["Về việc", "về việc"],
    ["V. Vận động nhân dân", "về việc V. Vận động nhân dân"],
    ["Về việcABC", "về việc về việcABC"],
    ["Vva vào ngành", "về việc vva vào ngành"],
    ["Tăng cường\nV/v giữa câu", "về việc tăng cường V/v giữa câu"],
  ])("%j reads %j", ([subject, words]) => {
    expect(aboutOf({ subject: subject! })).toBe(words);
  });
});
