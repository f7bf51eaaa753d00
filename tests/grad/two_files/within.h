/* the body of a function, included where it stands */
{
    double s = 0;
    for (int k = 0; k < 3; k++)
        s += WEIGHT * in_parts_table[k] * x * x;
    return s;
}
