// Eigen: maps of fixed sizes, compiled for each shape. SHAPES(X), one X(rows, in, out) for each, stands before this text.
#include <eigen3/Eigen/Core>

struct Product
{
    void (*kernel)(const float *x, const float *w, float *y);
    const float *x, *w;
    float *y;
};

template <int Height, int Width>
using RowMajor = Eigen::Matrix<float, Height, Width, Eigen::RowMajor>;

template <int Rows, int In, int Out>
static void multiply(const float *x, const float *w, float *y)
{
    using Eigen::AlignedMax;
    using Eigen::Map;
    Map<RowMajor<Rows, Out>, AlignedMax>(y).noalias() =
        Map<const RowMajor<Rows, In>, AlignedMax>(x) * Map<const RowMajor<In, Out>, AlignedMax>(w);
}

#define TEXT_OF(number) #number
#define DOTTED(world, major, minor) TEXT_OF(world) "." TEXT_OF(major) "." TEXT_OF(minor)

extern "C" const char *version() { return DOTTED(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION); }

extern "C" void *prepare(int rows, int in, int out, const float *x, const float *w, float *y)
{
#define RETURN_IF_EQUAL(r, i, o) if (rows == r && in == i && out == o) return new Product{multiply<r, i, o>, x, w, y};
    SHAPES(RETURN_IF_EQUAL)
    return nullptr;
}

extern "C" void run(const Product *product) { product->kernel(product->x, product->w, product->y); }

extern "C" void release(Product *product) { delete product; }
