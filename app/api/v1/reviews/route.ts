import { serve } from '@/app/api/v1/operation';
import { listReviewsOperation } from '@/app/api/v1/operations/reviews';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listReviewsOperation);
