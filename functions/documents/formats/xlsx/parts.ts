import { escapeXml } from "./escape.ts";
import { STYLES_XML } from "./styles.ts";

const DECLARATION = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A sheet that was written: what its window is called, and the cells that its filter is over, as `$A$1:$D$9`. */
export type WrittenSheet = { readonly name: string; readonly filtered: string };

/** What a workbook needs besides its sheets (ECMA-376 part 1, 12 and 18), by the names of its parts. */
export function partsAround(sheets: readonly WrittenSheet[]): readonly (readonly [name: string, xml: string])[] {
  return [
    ["xl/styles.xml", DECLARATION + STYLES_XML],
    ["xl/workbook.xml", DECLARATION + workbook(sheets)],
    ["xl/_rels/workbook.xml.rels", DECLARATION + workbookRelations(sheets)],
    [
      "_rels/.rels",
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ],
    ["[Content_Types].xml", DECLARATION + contentTypes(sheets)],
  ];
}

/** A filter and the row that each printed page begins with are names of the workbook, too: without them some programs forget them. */
function workbook(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const names = sheets.map(({ name, filtered }, at) => {
    const sheet = `'${escapeXml(name.replaceAll("'", "''"))}'`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!${filtered}</definedName><definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$1:$1</definedName>`;
  });
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${listed.join("")}</sheets><definedNames>${names.join("")}</definedNames></workbook>`;
}

function workbookRelations(sheets: readonly WrittenSheet[]): string {
  const relations = sheets.map((_, at) => relation(`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`));
  return `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}${relation(`rId${sheets.length + 1}`, "styles", "styles.xml")}</Relationships>`;
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

function contentTypes(sheets: readonly WrittenSheet[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}" ContentType="${SPREADSHEET}.${type}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("workbook.xml", "sheet.main")}${sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, "worksheet")).join("")}${part("styles.xml", "styles")}</Types>`;
}
