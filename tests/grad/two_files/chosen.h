/* A template whose user says which of its own macros it takes. */
#ifdef CHOOSE_LARGE
#define CHOSEN(name) name##_large
#define CHOSEN_SIZE 4
#undef CHOOSE_LARGE
#else
#define CHOSEN(name) name##_small
#define CHOSEN_SIZE 2
#undef CHOOSE_SMALL
#endif
struct CHOSEN(chosen) {
    double v[CHOSEN_SIZE];
};
static double CHOSEN(sum)(const struct CHOSEN(chosen) *c)
{
    double sum = 0;
    for (int i = 0; i < CHOSEN_SIZE; i++)
        sum += c->v[i];
    return sum;
}
#undef CHOSEN
#undef CHOSEN_SIZE
