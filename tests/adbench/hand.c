/* The hand of samples/adbench with its Jacobian. */
#include "data.h"
#include "own_hand.h"

int main(int argc, char **argv)
{
    const struct data *data = data_read(argc > 1 ? argv[1] : "");
    int bones = data_int(data, "bone_count");
    int vertices = data_block(data, "base_positions")->count / 4;
    int points = data_block(data, "correspondences")->count;
    double *err = zeros(3 * points);
    double *jacobian = zeros(3 * points * 26);
    hand_jacobian(bones, vertices, points, data_reals(data, "theta"), data_ints(data, "parents"),
                  (void *)data_reals(data, "base_relatives"),
                  (void *)data_reals(data, "inverse_base_absolutes"),
                  (void *)data_reals(data, "base_positions"), (void *)data_reals(data, "weights"),
                  data_int(data, "is_mirrored"), data_ints(data, "correspondences"),
                  (void *)data_reals(data, "points"), (void *)err, jacobian);
    compare_block(data, "expected_objective", err);
    compare_block(data, "expected_jacobian", jacobian);
    return report();
}
