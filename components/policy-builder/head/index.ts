/** The top of the builder: what is edited, whether it is saved, and what is done with the whole of it. */
export { Banners } from './banners';
export { Head } from './head';
