
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
    quat value;
    value.w = q.w * p.w - q.x * p.x - q.y * p.y - q.z * p.z;
    value.x = q.w * p.x + q.x * p.w + q.y * p.z - q.z * p.y;
    value.y = q.w * p.y - q.x * p.z + q.y * p.w + q.z * p.x;
    value.z = q.w * p.z + q.x * p.y - q.y * p.x + q.z * p.w;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    quat value2;
    value2.w = q.w;
    value2.x = -q.x;
    value2.y = -q.y;
    value2.z = -q.z;
    quat r;
    r.x = value.w * value2.x + value.x * value2.w + value.y * value2.z - value.z * value2.y;
    r.y = value.w * value2.y - value.x * value2.z + value.y * value2.w + value.z * value2.x;
    r.z = value.w * value2.z + value.x * value2.y - value.y * value2.x + value.z * value2.w;
    /* rotate.c:22: out[0] = r.x; */
    out[0] = r.x;
    /* rotate.c:23: out[1] = r.y; */
    out[1] = r.y;
    /* rotate.c:24: out[2] = r.z; */
    out[2] = r.z;
    const double r_z_adj = out_adj[2];
    out_adj[2] = 0.0;
    /* rotate.c:23: out[1] = r.y; */
    const double r_y_adj = out_adj[1];
    out_adj[1] = 0.0;
    /* rotate.c:22: out[0] = r.x; */
    const double r_x_adj = out_adj[0];
    out_adj[0] = 0.0;
    /* rotate.c:9: return (quat) */
    double value_w_adj = r_z_adj * value2.z;
    double value_z_adj = r_z_adj * value.w;
    double value_x_adj = r_z_adj * value2.y;
    double value_y_adj = r_z_adj * value.x;
    double value_y_adj2 = -(r_z_adj * value2.x);
    double value_x_adj2 = -(r_z_adj * value.y);
    double value_z_adj2 = r_z_adj * value2.w;
    double value_w_adj2 = r_z_adj * value.z;
    value_w_adj += r_y_adj * value2.y;
    value_y_adj += r_y_adj * value.w;
    value_x_adj -= r_y_adj * value2.z;
    value_z_adj -= r_y_adj * value.x;
    value_y_adj2 += r_y_adj * value2.w;
    value_w_adj2 += r_y_adj * value.y;
    value_z_adj2 += r_y_adj * value2.x;
    value_x_adj2 += r_y_adj * value.z;
    value_w_adj += r_x_adj * value2.x;
    value_x_adj2 += r_x_adj * value.w;
    value_x_adj += r_x_adj * value2.w;
    value_w_adj2 += r_x_adj * value.x;
    value_y_adj2 += r_x_adj * value2.z;
    value_z_adj += r_x_adj * value.y;
    value_z_adj2 -= r_x_adj * value2.y;
    value_y_adj -= r_x_adj * value.z;
    /* rotate.c:21: quat r = product(product(q, p), (quat){q.w, -q.x, -q.y, -q.z}); */
    q_adj->z -= value_z_adj;
    q_adj->y -= value_y_adj;
    q_adj->x -= value_x_adj2;
    q_adj->w += value_w_adj2;
    /* rotate.c:9: return (quat) */
    q_adj->w += value_z_adj2 * p.z;
    double p_z_adj = value_z_adj2 * q.w;
    q_adj->x += value_z_adj2 * p.y;
    double p_y_adj = value_z_adj2 * q.x;
    q_adj->y -= value_z_adj2 * p.x;
    double p_x_adj = -(value_z_adj2 * q.y);
    q_adj->z += value_z_adj2 * p.w;
    q_adj->w += value_y_adj2 * p.y;
    p_y_adj += value_y_adj2 * q.w;
    q_adj->x -= value_y_adj2 * p.z;
    p_z_adj -= value_y_adj2 * q.x;
    q_adj->y += value_y_adj2 * p.w;
    q_adj->z += value_y_adj2 * p.x;
    p_x_adj += value_y_adj2 * q.z;
    q_adj->w += value_x_adj * p.x;
    p_x_adj += value_x_adj * q.w;
    q_adj->x += value_x_adj * p.w;
    q_adj->y += value_x_adj * p.z;
    p_z_adj += value_x_adj * q.y;
    q_adj->z -= value_x_adj * p.y;
    p_y_adj -= value_x_adj * q.z;
    q_adj->w += value_w_adj * p.w;
    q_adj->x -= value_w_adj * p.x;
    p_x_adj -= value_w_adj * q.x;
    q_adj->y -= value_w_adj * p.y;
    p_y_adj -= value_w_adj * q.y;
    q_adj->z -= value_w_adj * p.z;
    p_z_adj -= value_w_adj * q.z;
    /* rotate.c:20: quat p = {0.0, v[0], v[1], v[2]}; */
    v_adj[2] += p_z_adj;
    v_adj[1] += p_y_adj;
    v_adj[0] += p_x_adj;
}
