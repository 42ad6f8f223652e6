import { serve } from '@/app/api/v1/operation';
import { listGrantsOperation, makeGrant } from '@/app/api/v1/operations/grants';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listGrantsOperation, makeGrant);
