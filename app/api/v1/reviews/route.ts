import { serve } from '../operation';
import { listReviewsOperation } from '../operations/reviews';

export const GET = serve(listReviewsOperation);
