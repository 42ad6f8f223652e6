/** The filters beside the grid. They write the search's own language, so both always say the same. */
export { Facets } from './facets';
export { FacetsRail } from './rail';
