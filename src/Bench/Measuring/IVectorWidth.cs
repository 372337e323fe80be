using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unmask.Bench.Measuring;

/// <summary>A vector width, so that a measurement is written once and compiled for each.</summary>
internal interface IVectorWidth<TVector>
{
    static abstract bool IsSupported { get; }

    /// <summary>Floats in a vector.</summary>
    static abstract int Lanes { get; }

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a · b + c, in one operation where the processor has it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Load(ref float source, nuint index);

    static abstract float Sum(TVector vector);
}

internal readonly struct Width512 : IVectorWidth<Vector512<float>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    public static int Lanes => Vector512<float>.Count;

    public static Vector512<float> Create(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> a, Vector512<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    public static float Sum(Vector512<float> vector) => Vector512.Sum(vector);
}

internal readonly struct Width256 : IVectorWidth<Vector256<float>>
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    public static int Lanes => Vector256<float>.Count;

    public static Vector256<float> Create(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source, nuint index) => Vector256.LoadUnsafe(ref source, index);

    public static float Sum(Vector256<float> vector) => Vector256.Sum(vector);
}

internal readonly struct Width128 : IVectorWidth<Vector128<float>>
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Lanes => Vector128<float>.Count;

    public static Vector128<float> Create(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source, nuint index) => Vector128.LoadUnsafe(ref source, index);

    public static float Sum(Vector128<float> vector) => Vector128.Sum(vector);
}

/// <summary>No vectors: used when they are switched off.</summary>
internal readonly struct Width32 : IVectorWidth<float>
{
    public static bool IsSupported => true;

    public static int Lanes => 1;

    public static float Create(float value) => value;

    public static float Add(float a, float b) => a + b;

    public static float MultiplyAdd(float a, float b, float c) => float.MultiplyAddEstimate(a, b, c);

    public static float Load(ref float source, nuint index) => Unsafe.Add(ref source, index);

    public static float Sum(float vector) => vector;
}
