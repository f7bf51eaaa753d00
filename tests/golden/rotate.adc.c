
typedef struct {
    double w;
    double x;
    double y;
    double z;
} quat;

#include "rotate.adc.h"

/* rotate.c:18, adjoint, wrt(q, v, out), of(out).
   Consumes out_adj[3]: on return the adjoint of out before the call. Adds to *q_adj, v_adj[3].
   Leaves out[3] as rotate does. */
void rotate_adjoint(quat q, const double v[restrict 3], double out[restrict 3], quat *q_adj,
                    double v_adj[restrict 3], double out_adj[restrict 3])
{
    /* rotate.c:20: quat p = {0.0, v[0], v[1], v[2]}; */
    const double p_x = v[0];
    const double p_y = v[1];
    const double p_z = v[2];
    /* rotate.c:9: return (quat) */
    const double product_q_w = q.w * 0.0 - q.x * p_x - q.y * p_y - q.z * p_z;
    const double product_q_x = q.w * p_x + q.x * 0.0 + q.y * p_z - q.z * p_y;
    const double product_q_y = q.w * p_y - q.x * p_z + q.y * 0.0 + q.z * p_x;
    const double product_q_z = q.w * p_z + q.x * p_y - q.y * p_x + q.z * 0.0;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    const double value_w = q.w;
    const double value_x = -q.x;
    const double value_y = -q.y;
    const double value_z = -q.z;
    /* rotate.c:22: out[0] = r.x; */
    out[0] = product_q_w * value_x + product_q_x * value_w + product_q_y * value_z -
             product_q_z * value_y;
    /* rotate.c:23: out[1] = r.y; */
    out[1] = product_q_w * value_y - product_q_x * value_z + product_q_y * value_w +
             product_q_z * value_x;
    /* rotate.c:24: out[2] = r.z; */
    out[2] = product_q_w * value_z + product_q_x * value_y - product_q_y * value_x +
             product_q_z * value_w;

    /* rotate.c:24: out[2] = r.z; */
    const double r_z_adj = out_adj[2];
    out_adj[2] = 0.0;
    /* rotate.c:23: out[1] = r.y; */
    const double r_y_adj = out_adj[1];
    out_adj[1] = 0.0;
    /* rotate.c:22: out[0] = r.x; */
    const double r_x_adj = out_adj[0];
    out_adj[0] = 0.0;
    /* rotate.c:9: return (quat) */
    const double product_q_w_adj = r_z_adj * value_z + r_y_adj * value_y + r_x_adj * value_x;
    const double product_q_x_adj = r_z_adj * value_y - r_y_adj * value_z + r_x_adj * value_w;
    const double product_q_y_adj = r_y_adj * value_w - r_z_adj * value_x + r_x_adj * value_z;
    const double product_q_z_adj = r_z_adj * value_w + r_y_adj * value_x - r_x_adj * value_y;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    q_adj->z -= r_z_adj * product_q_w - r_y_adj * product_q_x + r_x_adj * product_q_y;
    q_adj->y -= r_z_adj * product_q_x + r_y_adj * product_q_w - r_x_adj * product_q_z;
    q_adj->x -= r_y_adj * product_q_z - r_z_adj * product_q_y + r_x_adj * product_q_w;
    q_adj->w += r_z_adj * product_q_z + r_y_adj * product_q_y + r_x_adj * product_q_x;
    /* rotate.c:9: return (quat) */
    q_adj->w += product_q_z_adj * p_z;
    q_adj->x += product_q_z_adj * p_y;
    double p_y_adj = product_q_z_adj * q.x;
    q_adj->y -= product_q_z_adj * p_x;
    double p_x_adj = -product_q_z_adj * q.y;
    q_adj->w += product_q_y_adj * p_y;
    p_y_adj += product_q_y_adj * value_w;
    q_adj->x -= product_q_y_adj * p_z;
    double p_z_adj = product_q_z_adj * value_w - product_q_y_adj * q.x;
    q_adj->z += product_q_y_adj * p_x;
    p_x_adj += product_q_y_adj * q.z;
    q_adj->w += product_q_x_adj * p_x;
    p_x_adj += product_q_x_adj * value_w;
    q_adj->y += product_q_x_adj * p_z;
    p_z_adj += product_q_x_adj * q.y;
    q_adj->z -= product_q_x_adj * p_y;
    p_y_adj -= product_q_x_adj * q.z;
    q_adj->x -= product_q_w_adj * p_x;
    p_x_adj -= product_q_w_adj * q.x;
    q_adj->y -= product_q_w_adj * p_y;
    p_y_adj -= product_q_w_adj * q.y;
    q_adj->z -= product_q_w_adj * p_z;
    p_z_adj -= product_q_w_adj * q.z;
    /* rotate.c:20: quat p = {0.0, v[0], v[1], v[2]}; */
    v_adj[2] += p_z_adj;
    v_adj[1] += p_y_adj;
    v_adj[0] += p_x_adj;
}
