import { serve } from '@/app/api/v1/operation';
import { getCatalogueTool } from '@/app/api/v1/operations/catalogue';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getCatalogueTool);
