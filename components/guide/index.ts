/** The public guide: what a policy is, what each finding means, how the command line is called. */
export { GuideArticle } from './article';
export { findingGuidePages, guidePage, guidePages } from './content';
export { asMarkdown } from './markdown';
export { type GuidePage, markdownPath } from './model';
