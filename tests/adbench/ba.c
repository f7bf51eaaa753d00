/* The bundle adjustment residual of samples/adbench with its Jacobian. */
#include "data.h"
#include "own_ba.h"

int main(int argc, char **argv)
{
    const struct data *data = data_read(argc > 1 ? argv[1] : "");
    double w = data_real(data, "w");
    double err[2];
    double err_cam[2][11];
    double err_x[2][3];
    double err_w[2];
    double jacobian[2][15];
    double slope;
    reprojection_jacobian(data_reals(data, "cam"), data_reals(data, "x"), w,
                          data_reals(data, "feat"), err, err_cam[0], err_x[0], err_w);
    for (int i = 0; i < 2; i++) {
        memcpy(jacobian[i], err_cam[i], sizeof err_cam[i]);
        memcpy(jacobian[i] + 11, err_x[i], sizeof err_x[i]);
        jacobian[i][14] = err_w[i];
    }
    compare_block(data, "expected_reproj_error", err);
    compare_block(data, "expected_reproj_jacobian", jacobian[0]);
    double value = weight_error_gradient(w, &slope);
    compare_block(data, "expected_w_err", &value);
    compare_block(data, "expected_w_err_derivative", &slope);
    return report();
}
