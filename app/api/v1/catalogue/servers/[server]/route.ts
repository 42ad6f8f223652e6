import { serve } from '@/app/api/v1/operation';
import { getCatalogueServer } from '@/app/api/v1/operations/catalogue';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(getCatalogueServer);
