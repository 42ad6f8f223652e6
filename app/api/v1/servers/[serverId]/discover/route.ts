import { serve } from '@/app/api/v1/operation';
import { discover } from '@/app/api/v1/operations/servers';

export const POST = serve(discover);
