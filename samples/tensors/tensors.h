/* tensors.h: functions of the documents 000, 001 and 004, on tensors. */
#ifndef TENSORS_H
#define TENSORS_H

#include <adc/adc.h>
#include <adc/tensor.h>

/* The sum of u = 3 x*x + 2 x*y + y*y. */
ADC_GRADIENT(wrt(x, y), shape(x.data, adc_tensor_size(&x)), shape(y.data, adc_tensor_size(&y)))
double sum_u(adc_tensor x, adc_tensor y);

/* The same of the columns z[:,0], z[:,1]. */
ADC_GRADIENT(wrt(z), shape(z.data, adc_tensor_size(&z)))
ADC_HVP(wrt(z), shape(z.data, adc_tensor_size(&z)))
double sum_of_columns(adc_tensor z);

/* A B */
ADC_ADJOINT(wrt(A, B))
adc_tensor product(adc_tensor A, adc_tensor B);

/* The same into memory of the caller, whose Jacobian has shape(C) x shape(A), shape(C) x shape(B).
 */
ADC_JACOBIAN(wrt(A.data, B.data), of(C), shape(A.data, adc_tensor_size(&A)),
             shape(B.data, adc_tensor_size(&B)), shape(C, adc_extent(&A, 0) * adc_extent(&B, 1)))
void product_to(adc_tensor A, adc_tensor B, double *C);

/* Q = 3 a^3 - b^2 */
ADC_ADJOINT(wrt(a, b))
adc_tensor cubes(adc_tensor a, adc_tensor b);

#endif
