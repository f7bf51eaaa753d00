
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
    quat p;
    p.w = 0.0;
    /* rotate.c:20: quat p = {0.0, v[0], v[1], v[2]}; */
    p.x = v[0];
    p.y = v[1];
    p.z = v[2];
    /* rotate.c:9: return (quat) */
    quat product_q;
    product_q.w = q.w * p.w - q.x * p.x - q.y * p.y - q.z * p.z;
    product_q.x = q.w * p.x + q.x * p.w + q.y * p.z - q.z * p.y;
    product_q.y = q.w * p.y - q.x * p.z + q.y * p.w + q.z * p.x;
    product_q.z = q.w * p.z + q.x * p.y - q.y * p.x + q.z * p.w;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    quat value;
    value.w = q.w;
    value.x = -q.x;
    value.y = -q.y;
    value.z = -q.z;
    quat r;
    r.x = product_q.w * value.x + product_q.x * value.w + product_q.y * value.z -
          product_q.z * value.y;
    r.y = product_q.w * value.y - product_q.x * value.z + product_q.y * value.w +
          product_q.z * value.x;
    r.z = product_q.w * value.z + product_q.x * value.y - product_q.y * value.x +
          product_q.z * value.w;
    /* rotate.c:22: out[0] = r.x; */
    out[0] = r.x;
    /* rotate.c:23: out[1] = r.y; */
    out[1] = r.y;
    /* rotate.c:24: out[2] = r.z; */
    out[2] = r.z;

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
    double product_q_w_adj = r_z_adj * value.z;
    double value_z_adj = r_z_adj * product_q.w;
    double product_q_x_adj = r_z_adj * value.y;
    double value_y_adj = r_z_adj * product_q.x;
    double product_q_y_adj = -r_z_adj * value.x;
    double value_x_adj = -r_z_adj * product_q.y;
    double product_q_z_adj = r_z_adj * value.w;
    double value_w_adj = r_z_adj * product_q.z;
    product_q_w_adj += r_y_adj * value.y;
    value_y_adj += r_y_adj * product_q.w;
    product_q_x_adj -= r_y_adj * value.z;
    value_z_adj -= r_y_adj * product_q.x;
    product_q_y_adj += r_y_adj * value.w;
    value_w_adj += r_y_adj * product_q.y;
    product_q_z_adj += r_y_adj * value.x;
    value_x_adj += r_y_adj * product_q.z;
    product_q_w_adj += r_x_adj * value.x;
    value_x_adj += r_x_adj * product_q.w;
    product_q_x_adj += r_x_adj * value.w;
    value_w_adj += r_x_adj * product_q.x;
    product_q_y_adj += r_x_adj * value.z;
    value_z_adj += r_x_adj * product_q.y;
    product_q_z_adj -= r_x_adj * value.y;
    value_y_adj -= r_x_adj * product_q.z;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    q_adj->z -= value_z_adj;
    q_adj->y -= value_y_adj;
    q_adj->x -= value_x_adj;
    q_adj->w += value_w_adj;
    /* rotate.c:9: return (quat) */
    q_adj->w += product_q_z_adj * p.z;
    double p_z_adj = product_q_z_adj * q.w;
    q_adj->x += product_q_z_adj * p.y;
    double p_y_adj = product_q_z_adj * q.x;
    q_adj->y -= product_q_z_adj * p.x;
    double p_x_adj = -product_q_z_adj * q.y;
    q_adj->z += product_q_z_adj * p.w;
    q_adj->w += product_q_y_adj * p.y;
    p_y_adj += product_q_y_adj * q.w;
    q_adj->x -= product_q_y_adj * p.z;
    p_z_adj -= product_q_y_adj * q.x;
    q_adj->y += product_q_y_adj * p.w;
    q_adj->z += product_q_y_adj * p.x;
    p_x_adj += product_q_y_adj * q.z;
    q_adj->w += product_q_x_adj * p.x;
    p_x_adj += product_q_x_adj * q.w;
    q_adj->x += product_q_x_adj * p.w;
    q_adj->y += product_q_x_adj * p.z;
    p_z_adj += product_q_x_adj * q.y;
    q_adj->z -= product_q_x_adj * p.y;
    p_y_adj -= product_q_x_adj * q.z;
    q_adj->w += product_q_w_adj * p.w;
    q_adj->x -= product_q_w_adj * p.x;
    p_x_adj -= product_q_w_adj * q.x;
    q_adj->y -= product_q_w_adj * p.y;
    p_y_adj -= product_q_w_adj * q.y;
    q_adj->z -= product_q_w_adj * p.z;
    p_z_adj -= product_q_w_adj * q.z;
    /* rotate.c:20: quat p = {0.0, v[0], v[1], v[2]}; */
    v_adj[2] += p_z_adj;
    v_adj[1] += p_y_adj;
    v_adj[0] += p_x_adj;
}
