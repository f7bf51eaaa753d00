/* without a guard, as old code has it */
typedef struct {
    double re, im;
} pair;
enum parity { EVEN = 2, ODD };
