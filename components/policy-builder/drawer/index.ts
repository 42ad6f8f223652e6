/** Below: what is wrong with the document, or could be better. */
export { Changes, Drawer } from './drawer';
