import { createHash } from "node:crypto";

export const style = `
:root {
  color-scheme: light dark;
  --paper: #f6f7f9; --card: #ffffff; --ink: #1d2430; --quiet: #5a6472; --line: #dde2e8;
  --accent: #1d4e89; --on-accent: #ffffff; --soft: #e9f0f8; --good: #1b6b3a; --bad: #a61b1b; --bad-soft: #fbeaea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181e; --card: #1c222a; --ink: #e6eaf0; --quiet: #9aa5b3; --line: #2f3843;
    --accent: #8ab8ee; --on-accent: #10202f; --soft: #22303f; --good: #7fd3a0; --bad: #f2a3a3; --bad-soft: #3a2326;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.wide { max-width: 82rem; margin: 0 auto; padding: 0 1.25rem; }
.top { border-bottom: 1px solid var(--line); background: var(--card); }
.top .wide { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding-block: 0.9rem; }
.top strong { font-size: 1.2rem; }
.top nav { margin-left: auto; display: flex; gap: 1.1rem; }
.en, .quiet { color: var(--quiet); font-size: 0.875rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 25rem; gap: 1.25rem; padding-block: 1.25rem 3rem; align-items: start; }
@media (max-width: 62rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; margin-bottom: 1.25rem; }
h1 { margin: 0; font-size: 1.35rem; line-height: 1.35; }
h2 { margin: 0 0 0.75rem; font-size: 1.05rem; }
h2 .en, h3 .en { font-weight: 400; margin-left: 0.5rem; }
label .en { margin-left: 0.35rem; }
h3 { margin: 1.1rem 0 0.4rem; font-size: 0.95rem; }
p { margin: 0 0 0.75rem; }
.now { font-size: 1.75rem; line-height: 1.25; font-weight: 600; margin: 0 0 0.25rem; font-variant-numeric: tabular-nums; }
.moves { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: end; margin-top: 1rem; }
.moves form, .filter { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
.moves .en { align-self: center; }
.filter { margin-bottom: 1rem; }
.head .filter { margin: 0; }
label { display: block; font-size: 0.875rem; color: var(--quiet); }
input, select, button { font: inherit; color: inherit; border-radius: 6px; border: 1px solid var(--line); padding: 0.42rem 0.7rem; background: var(--card); max-width: 100%; }
input, select { display: block; margin-top: 0.15rem; color: var(--ink); }
button { cursor: pointer; background: var(--card); border-color: var(--accent); color: var(--accent); font-weight: 600; }
button.main { background: var(--accent); color: var(--on-accent); }
.told { background: var(--soft); border-radius: 8px; padding: 0.75rem 1rem; margin-top: 1rem; }
.told.bad { background: var(--bad-soft); color: var(--bad); }
.told :last-child, section > :last-child { margin-bottom: 0; }
ul { margin: 0 0 0.75rem; padding-left: 1.2rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.925rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem 0.45rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { border-top: 0; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; padding-right: 0; }
.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
.mails .subject { display: block; }
.chip { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; border: 1px solid var(--line); font-size: 0.8125rem; white-space: nowrap; color: var(--quiet); }
.chip.delivered { color: var(--good); border-color: currentColor; }
.chip.bounced, .chip.complained, .full { color: var(--bad); border-color: currentColor; }
.head { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; justify-content: space-between; align-items: end; margin-bottom: 0.75rem; }
.head h2 { margin: 0; }
pre { margin: 0 0 0.75rem; padding: 0.75rem 0.9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; overflow: auto; font: 0.8125rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font: 0.875em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1rem; margin: 0.75rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 46rem; border: 1px solid var(--line); border-radius: 6px; background: #ffffff; }
details { border-top: 1px solid var(--line); padding: 0.6rem 0; }
summary { cursor: pointer; color: var(--accent); }
details > :last-child { margin-bottom: 0; margin-top: 0.6rem; }
.pages { display: flex; justify-content: space-between; gap: 1rem; margin-top: 0.75rem; }
@media (max-width: 40rem) {
  .now { font-size: 1.4rem; }
  .mails thead { display: none; }
  .mails tr { display: block; border-top: 1px solid var(--line); padding: 0.5rem 0; }
  .mails td { display: inline-block; border: 0; padding: 0 0.6rem 0 0; }
  .mails td.what { display: block; }
  .top nav { margin-left: 0; }
}
`;

/** The style as a content security policy names it. */
export const styleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
