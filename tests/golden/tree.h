#ifndef TREE_H
#define TREE_H

struct tree {
    double value;
    struct tree *left, *right;
};

#endif
