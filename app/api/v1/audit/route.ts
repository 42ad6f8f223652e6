import { serve } from '@/app/api/v1/operation';
import { listAudit } from '@/app/api/v1/operations/audit';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listAudit);
