/** The public catalogue: the index searched, a server, a tool, a class of risk. It draws what it is given. */
export { type CatalogueAddress, catalogueHref, type UnknownFilter } from './address';
export type { Facet } from './catalogue-facets';
export { CataloguePage, catalogueLead } from './catalogue-page';
export { classBlocks } from './class-blocks';
export { ClassPage } from './class-page';
export { classLead, classPath, classTexts } from './class-texts';
export { harmOf, type Question, questionsOf } from './questions';
export { RiskOverview, riskLead } from './risk-overview';
export { type ServerFactsShown, ServerPage } from './server-page';
export {
  type ClassShare,
  type IndexSize,
  inDigits,
  inPercent,
  many,
  type ServerShown,
  sureness,
  type ToolShown,
} from './shapes';
export { signalWords } from './signal-words';
export { stepsOf } from './steps';
export { ToolPage } from './tool-page';
export type { ToolFactsShown } from './tool-shapes';
export { saidPlainly, type Words, wordsOf } from './words';
