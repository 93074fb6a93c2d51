import ts from 'typescript';
import { className } from './naming.js';

const verbs = new Map([
  ['get', 'GET'],
  ['list', 'GET'],
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
]);

/** Session methods that take a URL instead of a path. */
const verbsOfFiles = new Map([
  ['download', 'GET'],
  ['getFileInfo', 'HEAD'],
]);

/** The table of a resource's methods and their endpoints, in Markdown, derived from its source. */
export function methodTable(name: string, source: string): string {
  const file = ts.createSourceFile(`${name}.ts`, source, ts.ScriptTarget.Latest, true);
  const rows = file.statements
    .filter((statement) => ts.isClassDeclaration(statement))
    .filter((declaration) => declaration.name?.text === className(name))
    .flatMap((declaration) => declaration.members.filter((member) => ts.isMethodDeclaration(member)))
    // Overloads have no body.
    .filter(({ body }) => body !== undefined)
    .map((method, _, all) => {
      const endpoints = endpointsOf(method, all).map((endpoint) => `\`${endpoint}\``);
      return `| \`${signature(method)}\` | ${endpoints.join(', ')} |`;
    });
  return ['| Method | Endpoint |', '| --- | --- |', ...rows].join('\n');
}

/** Leaves out the options, which every method takes last. */
function signature(method: ts.MethodDeclaration): string {
  const parameters = method.parameters.slice(0, -1).map((parameter) => {
    const optional = parameter.initializer !== undefined || parameter.questionToken !== undefined;
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : 'parameters';
    return `${name}${optional ? '?' : ''}`;
  });
  return `${method.name.getText()}(${parameters.join(', ')})`;
}

/** The endpoint that a method calls; of one that calls methods of its own class, theirs. */
function endpointsOf(method: ts.MethodDeclaration, all: readonly ts.MethodDeclaration[]): string[] {
  const own = endpoint(method);
  const called =
    own === '' ? all.filter((other) => other !== method && calls(method, other.name.getText())) : [];
  const endpoints = own === '' ? called.map(endpoint) : [own];
  if (endpoints.length > 0) return endpoints;
  throw new Error(`${method.name.getText()} doesn't call the session with a path.`);
}

function calls(method: ts.MethodDeclaration, name: string): boolean {
  return method.getText().includes(`this.${name}(`);
}

/** The call of the session in a method: its verb and its path; empty if there is none. */
function endpoint(method: ts.MethodDeclaration): string {
  let found = '';
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression;
      const [path] = node.arguments;
      const verb = verbs.get(name.text);
      if (verb && expression.getText() === 'this.session' && path && ts.isArrayLiteralExpression(path)) {
        found ||= `${verb} /${path.elements.map(segment).join('/')}`;
      }
      const verbOfFile = verbsOfFiles.get(name.text);
      if (verbOfFile && expression.getText() === 'this.session' && path) {
        found ||= `${verbOfFile} ${segment(path)}`;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(method);
  return found;
}

function segment(node: ts.Expression): string {
  return ts.isStringLiteral(node) ? node.text : `{${node.getText()}}`;
}

/** The table in a README: the lines under `## Methods` that begin with a bar. */
const tableInReadme = /(?<=^## Methods\n\n)(?:\|.*\n?)*/m;

/** Returns a README with this table in place of its own; adds a section if it has none. */
export function replaceTable(readme: string, table: string): string {
  const withSection = tableInReadme.test(readme) ? readme : `${readme}\n## Methods\n\n`;
  return withSection.replace(tableInReadme, () => `${table}\n`);
}
