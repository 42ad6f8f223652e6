import { serve } from '@/app/api/v1/operation';
import { getCatalogueServer } from '@/app/api/v1/operations/catalogue';

export const GET = serve(getCatalogueServer);
