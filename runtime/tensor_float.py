"""The float version of a file of the tensor library: double becomes float, and every name of ours gets the suffix _f.

    tensor_float.py adc/tensor.h adc/tensor_f.h
    tensor_float.py adc/tensor_derivatives.h adc/tensor_derivatives_f.h
    tensor_float.py tensor_reduce.c tensor_reduce_f.c (and the tests of the derivatives alike)

With --check in front nothing is written: exit status 1 if the second file is not what would be.
"""
import re
import sys

# What does not depend on the type of the elements.
SAME = set("""adc_arena adc_arena_new adc_arena_free adc_arena_use adc_arena_bytes adc_arena_alloc adc_arena_mark
adc_arena_release adc_mark adc_random adc_fail adc_check_random adc_check_result adc_failure_fn
adc_set_failure_handler""".split())
MATH = "exp log sin cos tan tanh sqrt fabs pow fmax log1p erfc acos ceil".split()
OTHER = {"double": "float", "HUGE_VAL": "HUGE_VALF", "cblas_dgemm": "cblas_sgemm", "dgesv_": "sgesv_",
         "dpotrf_": "spotrf_"}
GUARD = "ADC_TENSOR_F_H"


def name(word):
    if word in OTHER or word in SAME:
        return OTHER.get(word, word)
    m = re.fullmatch(r"(adc_[a-z]\w*?)(_adjoint|_tangent)?", word)
    return m.group(1) + "_f" + (m.group(2) or "") if m else word


def code(text):
    text = re.sub(r'#include "tensor(\w*).h"', r'#include "@\1_f.h"', text)
    text = re.sub(r"<adc/tensor(_derivatives).h>", r"<adc/@\1_f.h>", text)
    text = re.sub(r"\b(%s)\(" % "|".join(MATH), r"\1f(", text)
    text = re.sub(r"\b[A-Za-z_]\w*", lambda m: name(m.group()), text)
    text = text.replace("adc_##name(", "adc_##name##_f(").replace('"adc_" #name', '"adc_" #name "_f"')
    text = text.replace('"@', '"tensor').replace("<adc/@", "<adc/tensor")
    return re.sub(r"\bADC_TENSOR(_DERIVATIVES)?_H\b|\bTENSOR_H\b", lambda m: m.group()[:-2] + "_F_H", text)


def header(text):
    begin, end = "/* ==== tensors of double ==== */\n", "/* ==== tensors of float ==== */\n"
    body = code(text[text.index(begin) + len(begin):text.index(end)])
    return ("/* <adc/tensor_f.h>: tensors of float. Part of <adc/tensor.h>, which explains it and from which it is made"
            " by\n   runtime/tensor_float.py. */\n#ifndef %s\n#define %s\n%s#endif\n" % (GUARD, GUARD, body))


def main():
    check = sys.argv[1] == "--check"
    source, target = sys.argv[-2:]
    with open(source) as f:
        text = f.read()
    made = header(text) if "==== tensors of float ====" in text else code(text)
    if check:
        with open(target) as f:
            sys.exit(0 if f.read() == made else "%s is not what tensor_float.py makes of %s" % (target, source))
    with open(target, "w") as f:
        f.write(made)


if __name__ == "__main__":
    main()
