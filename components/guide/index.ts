/** The public guide: what a policy is, what each finding means, how the command line is called. */
export { GuideArticle } from './article';
export { BlockView } from './blocks';
export { chapters, findingGuidePages, guidePage, guidePages } from './content';
export { Inline } from './inline';
export { asMarkdown } from './markdown';
export { type Article, type Block, type GuidePage, markdownPath } from './model';
