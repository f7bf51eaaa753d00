/* Statics that others may write through what they can name, or through the value of a statement: the generated file cannot have its
   own. */
#include <adc/adc.h>

struct view {
    double *data;
    int n;
};
static double shown[2] = {1.0, 2.0}; // error: static-state
struct view all_of_it = {shown, 2};
ADC_GRADIENT()
double by_struct(double x) { return x * x * shown[1]; }

static double in_array[2] = {1.0, 2.0}; // error: static-state
double *ends[2] = {in_array, in_array + 1};
ADC_GRADIENT()
double by_array(double x) { return x * x * in_array[1]; }

static double handed[2] = {1.0, 2.0}; // error: static-state
struct view hand_out(void) { return (struct view){handed, 2}; }
ADC_GRADIENT()
double by_result(double x) { return x * x * handed[1]; }

static double in_statement[2] = {1.0, 2.0}; // error: static-state
void set_in_statement(double v)
{
    *({ double *p = in_statement + 1; p; }) = v;
}
ADC_GRADIENT()
double by_statement(double x) { return x * x * in_statement[1]; }
