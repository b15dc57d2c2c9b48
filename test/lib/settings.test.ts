import { describe, expect, it } from "vitest";

import { readDeployment } from "../../lib/settings.ts";

/** Of a deployment that people use; its addresses are nobody's all the same. */
const dakLak = {
  name: "dak-lak",
  region: "ap-southeast-1",
  homeUnit: "snv",
  keeper: "vanthu@snv.daklak.test",
  sender: "dunghan@daklak.test",
  identity: "make",
  operatorEmail: "truc@daklak.test",
};
const laptop = {
  name: "laptop",
  homeUnit: "snv",
  keeper: "vanthu@snv.daklak.example",
  sender: "dunghan@daklak.example",
  identity: "make",
};
/** What is not given is so. */
const USUAL = { mailRate: 14, systems: [], sessionIdleMinutes: 120 };
const read = (given: unknown) => readDeployment(given, "dak-lak.json");

describe("a deployment's settings", () => {
  it("are read, each as what it is", () => {
    const given = {
      ...dakLak,
      keeper: " Vanthu@SNV.daklak.test",
      siteUrl: "https://baocao.daklak.test/",
      issuer: "https://sso.daklak.test",
      audience: ["dung-han", "b"],
      systems: [
        { client: "he-thong-stc", unit: "stc" },
        { client: "he-thong-stp", unit: "stp", subject: "he-thong-stp@clients" },
      ],
      scan: "guardduty",
      mailRate: 50,
      mailWorkers: 4,
      sessionIdleMinutes: 30,
      securityContact: "https://daklak.test/bao-loi",
    };
    expect(read(given)).toEqual({
      ...given,
      keeper: "vanthu@snv.daklak.test",
      siteUrl: "https://baocao.daklak.test",
    });
  });

  it("need no more than seven: the site's address, sign-on, scanner and rate have a usual way", () => {
    expect(read(dakLak)).toEqual({ ...dakLak, ...USUAL });
    for (const name of Object.keys(dakLak)) {
      expect(() => read({ ...dakLak, [name]: undefined }), name).toThrow(`- ${name}: got nothing; allowed: `);
    }
  });

  it("name at once all that is missing, wrong or unknown, with the value got and what is allowed", () => {
    expect(() =>
      read({
        name: "Đắk Lắk",
        region: "Singapore",
        sendr: "dunghan@daklak.test",
        sender: "văn thư",
        identity: "buy",
        mailRate: 0,
        mailWorkers: 1,
        issuer: "http://sso.daklak.test",
        audience: ["dung-han", "văn thư"],
        systems: [{ client: "a", unit: "STC", name: "x" }],
        scan: true,
        secondFactor: false,
        sessionIdleMinutes: 10,
        securityContact: "javascript:alert(1)",
        operatorEmail: 7,
      }),
    ).toThrow(
      [
        "dak-lak.json cannot be used:",
        '- name: got "Đắk Lắk"; allowed: 2 to 32 small letters a–z, digits and -, beginning with a letter and ending without -, like dak-lak',
        '- region: got "Singapore"; allowed: a region\'s name, like ap-southeast-1',
        "- homeUnit: got nothing; allowed: one unit's id: 1 to 64 small letters a–z, digits, - and _, like snv",
        "- keeper: got nothing; allowed: an e-mail address, like dunghan@tinh.example",
        '- sender: got "văn thư"; allowed: an e-mail address, like dunghan@tinh.example',
        '- identity: got "buy"; allowed: make, for an identity of the sender\'s domain that goes with the stack; adopt, for one that is there already',
        '- issuer: got "http://sso.daklak.test"; allowed: an https address without query, like https://sso.tinh.example (http on loopback only)',
        '- audience[1]: got "văn thư"; allowed: a list of client ids, the one that people sign in by first, like ["dung-han"]',
        '- systems[0].unit: got "STC"; allowed: one unit\'s id: 1 to 64 small letters a–z, digits, - and _, like snv',
        '- systems[0].name: got "x"; allowed: nothing: there is no such setting, only client, unit, subject',
        "- scan: got true; allowed: guardduty, which looks for malware in files that come in; nothing, if nobody shall",
        "- operatorEmail: got 7; allowed: an e-mail address, like dunghan@tinh.example",
        "- mailRate: got 0; allowed: a number of letters a second, above 0",
        "- mailWorkers: got 1; allowed: a whole number of workers, from 2 to 1000",
        "- secondFactor: got false; allowed: true, if everybody has to have a second factor; nothing, if it is only offered",
        "- sessionIdleMinutes: got 10; allowed: a whole number of minutes, from 15 to 720",
        '- securityContact: got "javascript:alert(1)"; allowed: an e-mail address, like an-toan@tinh.example, or an https address, like https://tinh.example/bao-loi',
        '- sendr: got "dunghan@daklak.test"; allowed: nothing: there is no such setting, only name, region, homeUnit, keeper, sender, identity, siteUrl, issuer, audience, systems, scan, operatorEmail, mailRate, mailWorkers, secondFactor, sessionIdleMinutes, securityContact',
      ].join("\n"),
    );
  });

  it("are an object", () => {
    expect(() => read([dakLak])).toThrow("dak-lak.json cannot be used:\n- it: got [");
  });

  it.each([14, 721, 30.5, "30"])("let nobody stay signed in for %j minutes without a request", (sessionIdleMinutes) => {
    expect(() => read({ ...dakLak, sessionIdleMinutes })).toThrow("- sessionIdleMinutes: got");
  });

  const signIn = (issuer: string) => read({ ...laptop, issuer, audience: ["dung-han"] }).issuer;

  it.each(["http://127.0.0.1:4000", "http://localhost:4000", "https://sso.daklak.example/realms/tinh"])(
    "take %s for a laptop's issuer",
    (issuer) => {
      expect(signIn(issuer)).toBe(issuer);
    },
  );

  it.each([
    "http://sso.daklak.test",
    "http://127.0.0.1.evil.test",
    "https://sso.daklak.test?x=1",
    "javascript:alert(1)",
    "sso.daklak.test",
  ])("do not take %s for an issuer", (issuer) => {
    expect(() => signIn(issuer)).toThrow("issuer: got");
  });

  it.each(["https://a.test/bao-cao", "https://a.test?x", "https://user:pass@a.test", "http://a.test"])(
    "do not take %s for the site's address",
    (siteUrl) => {
      expect(() => read({ ...dakLak, siteUrl })).toThrow("siteUrl: got");
    },
  );
});

describe("a unit's system", () => {
  it.each([
    [{ client: "edoc stc", unit: "stc" }, "systems[0].client"],
    [{ client: "edoc=stc", unit: "stc" }, "systems[0].client"],
    [{ client: "", unit: "stc" }, "systems[0].client"],
    [{ client: "edoc-stc", unit: "STC" }, "systems[0].unit"],
    [{ client: "edoc-stc" }, "systems[0].unit"],
    [{ client: "edoc-stc", unit: "stc", subject: "a b" }, "systems[0].subject"],
    [{ client: "edoc-stc", unit: "stc", secret: "s" }, "systems[0].secret"],
    ["edoc-stc", "systems[0]"],
  ])("is not %j", (system, path) => {
    expect(() => read({ ...dakLak, systems: [system] })).toThrow(`- ${path}: got`);
  });

  it.each(["a b", "a=b", "[a]", "", "văn-thư"])("shares the gateway with no audience of the name %j", (name) => {
    expect(() => read({ ...dakLak, audience: [name] })).toThrow("- audience[0]: got");
  });
});

describe("settings that are right by themselves", () => {
  const own = { ...dakLak, issuer: "https://sso.daklak.test", audience: ["dung-han"] };
  const clients = (n: number) => Array.from({ length: n }, (_, i) => ({ client: `c${i}`, unit: "stc" }));

  it.each([
    ["an issuer without a client that people sign in by", { ...own, audience: undefined }, "- audience: got nothing;"],
    ["an issuer whose second factor the stack cannot ask for", { ...own, secondFactor: true }, "- secondFactor: got"],
    [
      "a unit's system that is the site's own client",
      { ...own, systems: [{ client: "dung-han", unit: "stc" }] },
      '- systems[0].client: got "dung-han"; allowed: no client of audience',
    ],
    [
      "one client for two units",
      { ...dakLak, systems: [...clients(1), ...clients(1)] },
      '- systems[1].client: got "c0"; allowed: each client once',
    ],
    [
      "more clients than the gateway takes",
      { ...dakLak, systems: clients(49) },
      '- systems: got "49 clients, with those of audience"; allowed: 48 at most',
    ],
    ["more clients than the gateway takes, with an issuer", { ...own, systems: clients(50) }, "allowed: 50 at most"],
    [
      "systems with longer names than a function's settings hold",
      { ...own, systems: clients(49).map((one) => ({ ...one, subject: "s".repeat(64) })) },
      '- systems: got "3',
    ],
  ])("are refused together: %s", (_, given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it("are taken up to what the gateway takes", () => {
    expect(read({ ...dakLak, systems: clients(48) }).systems).toHaveLength(48);
    expect(read({ ...own, systems: clients(49) }).systems).toHaveLength(49);
  });
});

describe("outside a laptop", () => {
  it.each([
    ["keeper", "vanthu@snv.daklak.example"],
    ["sender", "dunghan@example.com"],
    ["sender", "dunghan@mail.EXAMPLE.org"],
    ["operatorEmail", "truc@tinh.invalid"],
    ["siteUrl", "https://baocao.daklak.example"],
    ["siteUrl", "https://example.net."],
  ])("%s cannot be the example %s", (name, value) => {
    expect(() => read({ ...dakLak, [name]: value })).toThrow(
      `- ${name}: got ${JSON.stringify(value)}; allowed: an address of your own`,
    );
  });

  it.each([
    ["siteUrl", "http://127.0.0.1:4000"],
    ["siteUrl", "https://localhost"],
    ["issuer", "http://[::1]:4000/issuer"],
    ["issuer", "http://127.1:4000/issuer"],
    ["keeper", "vanthu@mail.localhost"],
  ])("%s cannot be %s, which is this machine", (name, value) => {
    expect(() => read({ ...dakLak, audience: ["dung-han"], [name]: value })).toThrow(
      `- ${name}: got ${JSON.stringify(value)}; allowed: an address that others reach, too`,
    );
  });

  it.each(["dunghan@anexample.com", "dunghan@example.com.vn", "dunghan@daklak.gov.test"])(
    "%s is somebody's address",
    (sender) => {
      expect(read({ ...dakLak, sender }).sender).toBe(sender);
    },
  );

  it("all the addresses that are examples are named at once, beside what else is wrong", () => {
    expect(() => read({ ...laptop, name: "dak-lak", mailRate: "14" })).toThrow(
      [
        "dak-lak.json cannot be used:",
        '- mailRate: got "14"; allowed: a number of letters a second, above 0',
        "- region: got nothing; allowed: a region's name, like ap-southeast-1",
        "- operatorEmail: got nothing; allowed: an e-mail address, like dunghan@tinh.example",
        '- keeper: got "vanthu@snv.daklak.example"; allowed: an address of your own: this one is an example',
        '- sender: got "dunghan@daklak.example"; allowed: an address of your own: this one is an example',
      ].join("\n"),
    );
  });

  it("a laptop has all of these", () => {
    expect(read(laptop)).toEqual({ ...laptop, ...USUAL });
  });
});
