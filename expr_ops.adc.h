#ifndef EXPR_OPS_ADC_H
#define EXPR_OPS_ADC_H

#ifdef __cplusplus
extern "C" {
double add_sub_adjoint(int, const double *, double *, double);
double add_sub_gradient(int, const double *, double *);
double add_sub_tangent(int, const double *, const double *, double *);
double add_sub_hessian(int, const double *, double *);
double add_sub_hvp(int, const double *, const double *, double *);
double mul_div_adjoint(int, const double *, double *, double);
double mul_div_gradient(int, const double *, double *);
double mul_div_tangent(int, const double *, const double *, double *);
double mul_div_hessian(int, const double *, double *);
double mul_div_hvp(int, const double *, const double *, double *);
double square_cube_adjoint(int, const double *, double *, double);
double square_cube_gradient(int, const double *, double *);
double square_cube_tangent(int, const double *, const double *, double *);
double square_cube_hessian(int, const double *, double *);
double square_cube_hvp(int, const double *, const double *, double *);
double compound_assign_adjoint(int, const double *, double *, double);
double compound_assign_gradient(int, const double *, double *);
double compound_assign_tangent(int, const double *, const double *, double *);
double compound_assign_hessian(int, const double *, double *);
double compound_assign_hvp(int, const double *, const double *, double *);
double self_assign_adjoint(int, const double *, double *, double);
double self_assign_gradient(int, const double *, double *);
double self_assign_tangent(int, const double *, const double *, double *);
double self_assign_hessian(int, const double *, double *);
double self_assign_hvp(int, const double *, const double *, double *);
double assign_chain_adjoint(int, const double *, double *, double);
double assign_chain_gradient(int, const double *, double *);
double assign_chain_tangent(int, const double *, const double *, double *);
double assign_chain_hessian(int, const double *, double *);
double assign_chain_hvp(int, const double *, const double *, double *);
double assign_as_value_adjoint(int, const double *, double *, double);
double assign_as_value_gradient(int, const double *, double *);
double assign_as_value_tangent(int, const double *, const double *, double *);
double assign_as_value_hessian(int, const double *, double *);
double assign_as_value_hvp(int, const double *, const double *, double *);
double increments_adjoint(int, const double *, double *, double);
double increments_gradient(int, const double *, double *);
double increments_tangent(int, const double *, const double *, double *);
double increments_hessian(int, const double *, double *);
double increments_hvp(int, const double *, const double *, double *);
double ternary_adjoint(int, const double *, double *, double);
double ternary_gradient(int, const double *, double *);
double ternary_tangent(int, const double *, const double *, double *);
double ternary_hessian(int, const double *, double *);
double ternary_hvp(int, const double *, const double *, double *);
double ternary_branches_adjoint(int, const double *, double *, double);
double ternary_branches_gradient(int, const double *, double *);
double ternary_branches_tangent(int, const double *, const double *, double *);
double ternary_branches_hessian(int, const double *, double *);
double ternary_branches_hvp(int, const double *, const double *, double *);
double ternary_lvalue_pointer_adjoint(int, const double *, double *, double);
double ternary_lvalue_pointer_gradient(int, const double *, double *);
double ternary_lvalue_pointer_tangent(int, const double *, const double *, double *);
double ternary_lvalue_pointer_hessian(int, const double *, double *);
double ternary_lvalue_pointer_hvp(int, const double *, const double *, double *);
double logical_adjoint(int, const double *, double *, double);
double logical_gradient(int, const double *, double *);
double logical_tangent(int, const double *, const double *, double *);
double logical_hessian(int, const double *, double *);
double logical_hvp(int, const double *, const double *, double *);
double comma_adjoint(int, const double *, double *, double);
double comma_gradient(int, const double *, double *);
double comma_tangent(int, const double *, const double *, double *);
double comma_hessian(int, const double *, double *);
double comma_hvp(int, const double *, const double *, double *);
double logical_effects_adjoint(int, const double *, double *, double);
double logical_effects_gradient(int, const double *, double *);
double logical_effects_tangent(int, const double *, const double *, double *);
double logical_effects_hessian(int, const double *, double *);
double logical_effects_hvp(int, const double *, const double *, double *);
double int_to_double_adjoint(int, const double *, double *, double);
double int_to_double_gradient(int, const double *, double *);
double int_to_double_tangent(int, const double *, const double *, double *);
double int_to_double_hessian(int, const double *, double *);
double int_to_double_hvp(int, const double *, const double *, double *);
double double_to_int_adjoint(int, const double *, double *, double);
double double_to_int_gradient(int, const double *, double *);
double double_to_int_tangent(int, const double *, const double *, double *);
double double_to_int_hessian(int, const double *, double *);
double double_to_int_hvp(int, const double *, const double *, double *);
double integer_arithmetic_adjoint(int, const double *, double *, double);
double integer_arithmetic_gradient(int, const double *, double *);
double integer_arithmetic_tangent(int, const double *, const double *, double *);
double integer_arithmetic_hessian(int, const double *, double *);
double integer_arithmetic_hvp(int, const double *, const double *, double *);
double integer_division_index_adjoint(int, const double *, double *, double);
double integer_division_index_gradient(int, const double *, double *);
double integer_division_index_tangent(int, const double *, const double *, double *);
double integer_division_index_hessian(int, const double *, double *);
double integer_division_index_hvp(int, const double *, const double *, double *);
double float_conversions_adjoint(int, const double *, double *, double);
double float_conversions_gradient(int, const double *, double *);
double float_conversions_tangent(int, const double *, const double *, double *);
double float_conversions_hessian(int, const double *, double *);
double float_conversions_hvp(int, const double *, const double *, double *);
double literals_adjoint(int, const double *, double *, double);
double literals_gradient(int, const double *, double *);
double literals_tangent(int, const double *, const double *, double *);
double literals_hessian(int, const double *, double *);
double literals_hvp(int, const double *, const double *, double *);
double sizeof_expr_adjoint(int, const double *, double *, double);
double sizeof_expr_gradient(int, const double *, double *);
double sizeof_expr_tangent(int, const double *, const double *, double *);
double sizeof_expr_hessian(int, const double *, double *);
double sizeof_expr_hvp(int, const double *, const double *, double *);
double negation_adjoint(int, const double *, double *, double);
double negation_gradient(int, const double *, double *);
double negation_tangent(int, const double *, const double *, double *);
double negation_hessian(int, const double *, double *);
double negation_hvp(int, const double *, const double *, double *);
double long_expression_adjoint(int, const double *, double *, double);
double long_expression_gradient(int, const double *, double *);
double long_expression_tangent(int, const double *, const double *, double *);
double long_expression_hessian(int, const double *, double *);
double long_expression_hvp(int, const double *, const double *, double *);
double nested_functions_adjoint(int, const double *, double *, double);
double nested_functions_gradient(int, const double *, double *);
double nested_functions_tangent(int, const double *, const double *, double *);
double nested_functions_hessian(int, const double *, double *);
double nested_functions_hvp(int, const double *, const double *, double *);
double constants_only_adjoint(int, const double *, double *, double);
double constants_only_gradient(int, const double *, double *);
double constants_only_tangent(int, const double *, const double *, double *);
double constants_only_hessian(int, const double *, double *);
double constants_only_hvp(int, const double *, const double *, double *);
double identity_of_x_adjoint(int, const double *, double *, double);
double identity_of_x_gradient(int, const double *, double *);
double identity_of_x_tangent(int, const double *, const double *, double *);
double identity_of_x_hessian(int, const double *, double *);
double identity_of_x_hvp(int, const double *, const double *, double *);
double unused_input_adjoint(int, const double *, double *, double);
double unused_input_gradient(int, const double *, double *);
double unused_input_tangent(int, const double *, const double *, double *);
double unused_input_hessian(int, const double *, double *);
double unused_input_hvp(int, const double *, const double *, double *);
double cancelled_adjoint(int, const double *, double *, double);
double cancelled_gradient(int, const double *, double *);
double cancelled_tangent(int, const double *, const double *, double *);
double cancelled_hessian(int, const double *, double *);
double cancelled_hvp(int, const double *, const double *, double *);
double generic_selection_adjoint(int, const double *, double *, double);
double generic_selection_gradient(int, const double *, double *);
double generic_selection_tangent(int, const double *, const double *, double *);
double generic_selection_hessian(int, const double *, double *);
double generic_selection_hvp(int, const double *, const double *, double *);
double macros_adjoint(int, const double *, double *, double);
double macros_gradient(int, const double *, double *);
double macros_tangent(int, const double *, const double *, double *);
double macros_hessian(int, const double *, double *);
double macros_hvp(int, const double *, const double *, double *);
double enum_bool_adjoint(int, const double *, double *, double);
double enum_bool_gradient(int, const double *, double *);
double enum_bool_tangent(int, const double *, const double *, double *);
double enum_bool_hessian(int, const double *, double *);
double enum_bool_hvp(int, const double *, const double *, double *);
double size_t_mix_adjoint(int, const double *, double *, double);
double size_t_mix_gradient(int, const double *, double *);
double size_t_mix_tangent(int, const double *, const double *, double *);
double size_t_mix_hessian(int, const double *, double *);
double size_t_mix_hvp(int, const double *, const double *, double *);
}
#else

/* expr_ops.c:10, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns add_sub(n, x). */
double add_sub_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:10, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns add_sub(n, x). */
double add_sub_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:10, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns add_sub(n, x). */
double add_sub_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:10, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns add_sub(n, x). */
double add_sub_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:10, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns add_sub(n, x). */
double add_sub_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:18, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns mul_div(n, x). */
double mul_div_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:18, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns mul_div(n, x). */
double mul_div_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:18, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns mul_div(n, x). */
double mul_div_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:18, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns mul_div(n, x). */
double mul_div_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:18, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns mul_div(n, x). */
double mul_div_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:26, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns square_cube(n, x). */
double square_cube_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:26, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns square_cube(n, x). */
double square_cube_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:26, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns square_cube(n, x). */
double square_cube_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:26, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns square_cube(n, x). */
double square_cube_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:26, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns square_cube(n, x). */
double square_cube_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:35, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns compound_assign(n, x). */
double compound_assign_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:35, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns compound_assign(n, x). */
double compound_assign_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:35, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns compound_assign(n, x). */
double compound_assign_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:35, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns compound_assign(n, x). */
double compound_assign_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:35, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns compound_assign(n, x). */
double compound_assign_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:53, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns self_assign(n, x). */
double self_assign_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:53, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns self_assign(n, x). */
double self_assign_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:53, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns self_assign(n, x). */
double self_assign_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:53, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns self_assign(n, x). */
double self_assign_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:53, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns self_assign(n, x). */
double self_assign_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:69, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns assign_chain(n, x). */
double assign_chain_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:69, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns assign_chain(n, x). */
double assign_chain_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:69, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns assign_chain(n, x). */
double assign_chain_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:69, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns assign_chain(n, x). */
double assign_chain_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:69, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns assign_chain(n, x). */
double assign_chain_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:81, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns assign_as_value(n, x). Keeps up to 2 doubles
   per iteration of line 88 and one byte per iteration of line 88. */
double assign_as_value_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:81, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns assign_as_value(n, x). Keeps up to 2 doubles per iteration of
   line 88 and one byte per iteration of line 88. */
double assign_as_value_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:81, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns assign_as_value(n, x). */
double assign_as_value_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:81, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns assign_as_value(n, x). */
double assign_as_value_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:81, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns assign_as_value(n, x). */
double assign_as_value_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:96, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns increments(n, x). */
double increments_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:96, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns increments(n, x). */
double increments_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:96, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns increments(n, x). */
double increments_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:96, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns increments(n, x). */
double increments_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:96, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns increments(n, x). */
double increments_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:113, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary(n, x). */
double ternary_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:113, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary(n, x). */
double ternary_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:113, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary(n, x). */
double ternary_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:113, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary(n, x). */
double ternary_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:113, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary(n, x). */
double ternary_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:124, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary_branches(n, x). Keeps 2 * n doubles. */
double ternary_branches_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:124, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary_branches(n, x). Keeps 2 * n doubles. */
double ternary_branches_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:124, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary_branches(n, x). */
double ternary_branches_tangent(int n, const double x[n], const double x_tan[n],
                                double *return_tan);

/* expr_ops.c:124, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary_branches(n, x). */
double ternary_branches_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:124, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary_branches(n, x). */
double ternary_branches_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:135, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:135, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:135, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_tangent(int n, const double x[n], const double x_tan[n],
                                      double *return_tan);

/* expr_ops.c:135, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:135, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns ternary_lvalue_pointer(n, x). */
double ternary_lvalue_pointer_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:147, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns logical(n, x). */
double logical_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:147, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logical(n, x). */
double logical_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:147, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns logical(n, x). */
double logical_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:147, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns logical(n, x). */
double logical_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:147, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns logical(n, x). */
double logical_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:164, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns comma(n, x). */
double comma_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:164, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns comma(n, x). */
double comma_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:164, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns comma(n, x). */
double comma_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:164, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns comma(n, x). */
double comma_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:164, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns comma(n, x). */
double comma_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:176, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns logical_effects(n, x). */
double logical_effects_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:176, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns logical_effects(n, x). */
double logical_effects_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:176, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns logical_effects(n, x). */
double logical_effects_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:176, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns logical_effects(n, x). */
double logical_effects_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:176, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns logical_effects(n, x). */
double logical_effects_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:191, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns int_to_double(n, x). */
double int_to_double_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:191, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns int_to_double(n, x). */
double int_to_double_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:191, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns int_to_double(n, x). */
double int_to_double_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:191, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns int_to_double(n, x). */
double int_to_double_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:191, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns int_to_double(n, x). */
double int_to_double_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:205, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns double_to_int(n, x). */
double double_to_int_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:205, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns double_to_int(n, x). */
double double_to_int_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:205, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns double_to_int(n, x). */
double double_to_int_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:205, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns double_to_int(n, x). */
double double_to_int_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:205, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns double_to_int(n, x). */
double double_to_int_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:218, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns integer_arithmetic(n, x). */
double integer_arithmetic_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:218, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns integer_arithmetic(n, x). */
double integer_arithmetic_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:218, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns integer_arithmetic(n, x). */
double integer_arithmetic_tangent(int n, const double x[n], const double x_tan[n],
                                  double *return_tan);

/* expr_ops.c:218, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns integer_arithmetic(n, x). */
double integer_arithmetic_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:218, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns integer_arithmetic(n, x). */
double integer_arithmetic_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:229, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns integer_division_index(n, x). */
double integer_division_index_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:229, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns integer_division_index(n, x). */
double integer_division_index_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:229, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns integer_division_index(n, x). */
double integer_division_index_tangent(int n, const double x[n], const double x_tan[n],
                                      double *return_tan);

/* expr_ops.c:229, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns integer_division_index(n, x). */
double integer_division_index_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:229, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns integer_division_index(n, x). */
double integer_division_index_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:240, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns float_conversions(n, x). */
double float_conversions_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:240, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns float_conversions(n, x). */
double float_conversions_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:240, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns float_conversions(n, x). */
double float_conversions_tangent(int n, const double x[n], const double x_tan[n],
                                 double *return_tan);

/* expr_ops.c:240, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns float_conversions(n, x). */
double float_conversions_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:240, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns float_conversions(n, x). */
double float_conversions_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:251, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns literals(n, x). */
double literals_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:251, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns literals(n, x). */
double literals_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:251, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns literals(n, x). */
double literals_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:251, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns literals(n, x). */
double literals_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:251, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns literals(n, x). */
double literals_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:260, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns sizeof_expr(n, x). */
double sizeof_expr_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:260, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns sizeof_expr(n, x). */
double sizeof_expr_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:260, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns sizeof_expr(n, x). */
double sizeof_expr_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:260, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns sizeof_expr(n, x). */
double sizeof_expr_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:260, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns sizeof_expr(n, x). */
double sizeof_expr_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:271, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns negation(n, x). */
double negation_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:271, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns negation(n, x). */
double negation_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:271, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns negation(n, x). */
double negation_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:271, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns negation(n, x). */
double negation_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:271, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns negation(n, x). */
double negation_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:280, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns long_expression(n, x). */
double long_expression_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:280, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns long_expression(n, x). */
double long_expression_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:280, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns long_expression(n, x). */
double long_expression_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:280, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns long_expression(n, x). */
double long_expression_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:280, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns long_expression(n, x). */
double long_expression_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:291, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns nested_functions(n, x). */
double nested_functions_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:291, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns nested_functions(n, x). */
double nested_functions_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:291, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns nested_functions(n, x). */
double nested_functions_tangent(int n, const double x[n], const double x_tan[n],
                                double *return_tan);

/* expr_ops.c:291, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns nested_functions(n, x). */
double nested_functions_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:291, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns nested_functions(n, x). */
double nested_functions_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:300, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns constants_only(n, x). */
double constants_only_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:300, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns constants_only(n, x). */
double constants_only_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:300, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns constants_only(n, x). */
double constants_only_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:300, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns constants_only(n, x). */
double constants_only_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:300, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns constants_only(n, x). */
double constants_only_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:311, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns identity_of_x(n, x). */
double identity_of_x_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:311, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns identity_of_x(n, x). */
double identity_of_x_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:311, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns identity_of_x(n, x). */
double identity_of_x_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:311, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns identity_of_x(n, x). */
double identity_of_x_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:311, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns identity_of_x(n, x). */
double identity_of_x_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:319, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns unused_input(n, x). */
double unused_input_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:319, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns unused_input(n, x). */
double unused_input_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:319, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns unused_input(n, x). */
double unused_input_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:319, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns unused_input(n, x). */
double unused_input_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:319, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns unused_input(n, x). */
double unused_input_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:330, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns cancelled(n, x). */
double cancelled_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:330, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns cancelled(n, x). */
double cancelled_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:330, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns cancelled(n, x). */
double cancelled_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:330, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns cancelled(n, x). */
double cancelled_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:330, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns cancelled(n, x). */
double cancelled_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:343, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns generic_selection(n, x). */
double generic_selection_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:343, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns generic_selection(n, x). */
double generic_selection_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:343, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns generic_selection(n, x). */
double generic_selection_tangent(int n, const double x[n], const double x_tan[n],
                                 double *return_tan);

/* expr_ops.c:343, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns generic_selection(n, x). */
double generic_selection_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:343, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns generic_selection(n, x). */
double generic_selection_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:361, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns macros(n, x). Keeps n doubles and n bytes. */
double macros_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:361, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns macros(n, x). Keeps n doubles and n bytes. */
double macros_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:361, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns macros(n, x). */
double macros_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:361, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns macros(n, x). */
double macros_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:361, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns macros(n, x). */
double macros_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:376, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns enum_bool(n, x). */
double enum_bool_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:376, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns enum_bool(n, x). */
double enum_bool_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:376, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns enum_bool(n, x). */
double enum_bool_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:376, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns enum_bool(n, x). */
double enum_bool_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:376, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns enum_bool(n, x). */
double enum_bool_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

/* expr_ops.c:387, adjoint, wrt(x), of(return).
   Adds to x_adj[n]; return_adj is the seed. Returns size_t_mix(n, x). */
double size_t_mix_adjoint(int n, const double x[n], double x_adj[n], double return_adj);

/* expr_ops.c:387, gradient, wrt(x), of(return).
   Overwrites x_grad[n]. Returns size_t_mix(n, x). */
double size_t_mix_gradient(int n, const double x[n], double *x_grad);

/* expr_ops.c:387, tangent, wrt(x), of(return).
   Overwrites *return_tan. x_tan[n] is the direction. Returns size_t_mix(n, x). */
double size_t_mix_tangent(int n, const double x[n], const double x_tan[n], double *return_tan);

/* expr_ops.c:387, hessian, wrt(x), of(return).
   Overwrites x_hess[n][n], flat and row-major. Returns size_t_mix(n, x). */
double size_t_mix_hessian(int n, const double x[n], double *x_hess);

/* expr_ops.c:387, hvp, wrt(x), of(return).
   Overwrites x_hvp[n]; x_dir[n] is the direction. Returns size_t_mix(n, x). */
double size_t_mix_hvp(int n, const double x[n], const double x_dir[n], double x_hvp[n]);

#endif

#endif
