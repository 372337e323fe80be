// libxsmm: machine code made at run time for one shape.
#include <libxsmm.h>

struct Product
{
    libxsmm_smmfunction kernel;
    const float *x, *w;
    float *y;
};

extern "C" const char *version() { return LIBXSMM_VERSION; }

extern "C" void *prepare(int rows, int in, int out, const float *x, const float *w, float *y)
{
    // libxsmm is column-major: there, y' [out, rows] = w' [out, in] * x' [in, rows].
    const float alpha = 1, beta = 0;
    const int flags = LIBXSMM_GEMM_FLAG_NONE, prefetch = LIBXSMM_GEMM_PREFETCH_NONE;
    libxsmm_init();
    libxsmm_smmfunction kernel = libxsmm_smmdispatch(out, rows, in, &out, &in, &out, &alpha, &beta, &flags, &prefetch);
    return kernel ? new Product{kernel, x, w, y} : nullptr;
}

extern "C" void run(const Product *product) { product->kernel(product->w, product->x, product->y); }

extern "C" void release(Product *product) { delete product; }
