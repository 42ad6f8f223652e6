/** Below: what is wrong with the document, or could be better. */
export { Drawer } from './drawer';
