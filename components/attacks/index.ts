/** The pages of documented attacks. */
export { AttackArticle } from './attack-article';
export { AttackList } from './attack-list';
export { attackBlocks } from './blocks';
