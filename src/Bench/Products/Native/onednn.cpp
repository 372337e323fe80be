// oneDNN: a matmul primitive prepared for one shape, on row-major operands.
#include <dnnl.hpp>
#include <omp.h>
#include <string>

using namespace dnnl;

struct Product
{
    engine cpu{engine::kind::cpu, 0};
    stream queue{cpu};
    memory x, w, y;
    matmul primitive;
    dnnl_exec_arg_t arguments[3];
};

extern "C" const char *version()
{
    static const std::string text =
        std::to_string(dnnl_version()->major) + "." + std::to_string(dnnl_version()->minor) + "." + std::to_string(dnnl_version()->patch);
    return text.c_str();
}

extern "C" void *prepare(int rows, int in, int out, const float *x, const float *w, float *y)
{
    auto product = new Product();
    try
    {
        omp_set_num_threads(1);
        auto matrix = [](int height, int width) { return memory::desc({height, width}, memory::data_type::f32, memory::format_tag::ab); };
        memory::desc xs = matrix(rows, in), ws = matrix(in, out), ys = matrix(rows, out);
#if DNNL_VERSION_MAJOR >= 3
        matmul::primitive_desc description(product->cpu, xs, ws, ys);
#else
        matmul::primitive_desc description(matmul::desc(xs, ws, ys), product->cpu);
#endif
        product->x = memory(xs, product->cpu, const_cast<float *>(x));
        product->w = memory(ws, product->cpu, const_cast<float *>(w));
        product->y = memory(ys, product->cpu, y);
        product->primitive = matmul(description);
        product->arguments[0] = {DNNL_ARG_SRC, product->x.get()};
        product->arguments[1] = {DNNL_ARG_WEIGHTS, product->w.get()};
        product->arguments[2] = {DNNL_ARG_DST, product->y.get()};
        return product;
    }
    catch (const error &)
    {
        delete product;
        return nullptr;
    }
}

// The C interface: the C++ one allocates a map for the arguments of every call. On a processor the call has ended when it returns.
extern "C" void run(const Product *product) { dnnl_primitive_execute(product->primitive.get(), product->queue.get(), 3, product->arguments); }

extern "C" void release(Product *product) { delete product; }
