import ts from 'typescript';

/** A call that a table of a document shows, as a program. */
export interface TableCall {
  /** The line of the document it stands on, counted from 0. */
  readonly line: number;
  readonly text: string;
}

/** What the names in calls stand for. Any other fits everywhere, so that only the call itself is checked. */
const declared: Readonly<Record<string, string>> = {
  api: "import('@wxt/sdk').WebexTeamsAPI",
  WebexTeamsAPI: "typeof import('@wxt/sdk').WebexTeamsAPI",
  attach: "typeof import('@wxt/cards').attach",
  fileFromPath: "typeof import('@wxt/sdk').fileFromPath",
  membership: "import('@wxt/sdk').Membership",
  message: "import('@wxt/sdk').Message",
  person: "import('@wxt/sdk').Person",
  room: "import('@wxt/sdk').Room",
};

/**
 * Finds the calls in the tables of a Markdown text: code spans such as `api.rooms.get(id)`, after which `.delete(id)` is one of
 * the same resource. The first column is skipped: it shows what others write. An ellipsis stands for more parameters.
 */
export function readTableCalls(markdown: string): TableCall[] {
  return markdown.split('\n').flatMap((row, line) => {
    if (!row.startsWith('|')) return [];
    return row
      .split(/(?<!\\)\|/)
      .slice(2)
      .flatMap((cell) => callsIn(cell).map((text) => ({ line, text: programOf(text) })));
  });
}

function callsIn(cell: string): string[] {
  let resource: string | undefined;
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, span = '']) => {
    resource = /^api\.\w+(?=\.)/.exec(span)?.[0] ?? resource;
    const whole = span.startsWith('.') && resource !== undefined ? resource + span : span;
    return /^(api|new WebexTeamsAPI)\b.*\)$/.test(whole) ? [whole.replaceAll(/, …|…/g, '')] : [];
  });
}

function programOf(call: string): string {
  const lines = [...freeNames(call)].map((name) => `declare const ${name}: ${declared[name] ?? 'never'};`);
  return `${lines.join(' ')} void (${call});\nexport {};\n`;
}

/** The names of an expression that it doesn't declare itself. */
function freeNames(expression: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isReference(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('call.ts', `(${expression})`, ts.ScriptTarget.Latest, true));
  return found;
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return true;
}
