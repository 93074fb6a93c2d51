import { acceptedDeviations } from './accepted-deviations.js';
import { compareComposed, isComposed } from './compare-composed.js';
import { compareDocument } from './compare-document.js';
import { compareOutside, findUndocumented, resourceOf } from './compare-outside.js';
import { type AcceptedDeviation, type Deviation, holdAgainst } from './deviation.js';
import { type DrivenMethod, driveResources } from './drive-resources.js';
import { type DocumentName, documentNames, readFacts } from './facts.js';
import { findResources } from './find-resources.js';
import { outsideDocuments } from './outside-documents.js';
import { parametersOf } from './read-declarations.js';

/** A deviation, and its document if it belongs to one. */
export interface FoundDeviation extends Deviation {
  readonly document?: DocumentName;
}

export interface ContractReport {
  /** How many of a document's operations the methods send. */
  readonly coverage: readonly { document: DocumentName; covered: number; operations: number }[];
  /** Counts of the methods called, their parameters and the calls. */
  readonly driven: { readonly methods: number; readonly parameters: number; readonly calls: number };
  /** Resources that are in no document, so they are not checked. */
  readonly undocumented: readonly string[];
  readonly unexplained: readonly FoundDeviation[];
  readonly explained: readonly FoundDeviation[];
  /** Accepted deviations that no longer exist. */
  readonly stale: readonly AcceptedDeviation[];
}

/** Calls every method of every resource package of a workspace and compares it with Webex's documents. */
export async function checkContract(
  root: string,
  accepted: readonly AcceptedDeviation[] = acceptedDeviations,
): Promise<ContractReport> {
  const facts = await readFacts();
  const documented = [...facts.values()].flatMap(Object.keys);
  const all = await driveResources(await findResources(root), Object.assign({}, ...facts.values()));
  const undocumented = findUndocumented(all, documented);
  const driven = all.filter(({ method }) => !undocumented.includes(resourceOf(method.name)));
  const inside = driven.filter(
    (one) => !isComposed(one) && !outsideDocuments.some((entry) => entry.method === one.method.name),
  );
  const found: FoundDeviation[] = driven.flatMap(refusals);
  found.push(...compareOutside(driven, documented), ...compareComposed(driven, documented));
  const coverage = documentNames.map((document) => {
    const operations = facts.get(document) ?? {};
    const { covered, deviations } = compareDocument(operations, inside);
    found.push(...deviations.map((deviation) => ({ ...deviation, document })));
    return { document, covered, operations: Object.keys(operations).length };
  });
  return { coverage, driven: count(driven), undocumented, ...holdAgainst(found, accepted) };
}

function refusals({ method, refused }: DrivenMethod): Deviation[] {
  return refused.map((detail) => ({ where: method.name, name: '', kind: 'undriven', detail }));
}

function count(driven: readonly DrivenMethod[]): ContractReport['driven'] {
  return {
    methods: driven.length,
    parameters: driven.flatMap(({ method }) => Object.keys(parametersOf(method))).length,
    calls: driven.flatMap(({ requests }) => requests).length,
  };
}
