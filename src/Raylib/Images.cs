using System.Runtime.InteropServices;

namespace Raylib_cs;

// Images: pixels in main memory.
public static unsafe partial class Raylib
{
    // Loading and saving

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImage(sbyte* fileName);

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImageFromMemory(sbyte* fileType, byte* fileData, int dataSize);

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImageFromTexture(Texture2D texture);

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImageFromScreen();

    [LibraryImport(NativeLibName)]
    public static partial CBool IsImageValid(Image image);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadImage(Image image);

    [LibraryImport(NativeLibName)]
    public static partial CBool ExportImage(Image image, sbyte* fileName);

    [LibraryImport(NativeLibName)]
    public static partial Color* LoadImageColors(Image image);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadImageColors(Color* colors);

    [LibraryImport(NativeLibName)]
    public static partial Color GetImageColor(Image image, int x, int y);

    // Making and changing

    [LibraryImport(NativeLibName)]
    public static partial Image GenImageColor(int width, int height, Color color);

    [LibraryImport(NativeLibName)]
    public static partial Image GenImagePerlinNoise(int width, int height, int offsetX, int offsetY, float scale);

    [LibraryImport(NativeLibName)]
    public static partial Image ImageCopy(Image image);

    [LibraryImport(NativeLibName)]
    public static partial Image ImageFromImage(Image image, Rectangle rec);

    [LibraryImport(NativeLibName)]
    public static partial void ImageFormat(Image* image, PixelFormat newFormat);

    [LibraryImport(NativeLibName)]
    public static partial void ImageCrop(Image* image, Rectangle crop);

    [LibraryImport(NativeLibName)]
    public static partial void ImageResize(Image* image, int newWidth, int newHeight);

    [LibraryImport(NativeLibName)]
    public static partial void ImageResizeNN(Image* image, int newWidth, int newHeight);

    [LibraryImport(NativeLibName)]
    public static partial void ImageFlipVertical(Image* image);

    [LibraryImport(NativeLibName)]
    public static partial void ImageFlipHorizontal(Image* image);

    [LibraryImport(NativeLibName)]
    public static partial void ImageBlurGaussian(Image* image, int blurSize);

    [LibraryImport(NativeLibName)]
    public static partial void ImageMipmaps(Image* image);

    // The same with strings and references

    public static Image LoadImage(string fileName)
    {
        using Utf8Text fileNameUtf8 = new(fileName, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileNameBytes = fileNameUtf8)
            return LoadImage((sbyte*)fileNameBytes);
    }

    public static Image LoadImageFromMemory(string fileType, byte[] fileData)
    {
        using Utf8Text fileTypeUtf8 = new(fileType, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileTypeBytes = fileTypeUtf8)
        fixed (byte* fileDataBytes = fileData)
            return LoadImageFromMemory((sbyte*)fileTypeBytes, fileDataBytes, fileData.Length);
    }

    public static CBool ExportImage(Image image, string fileName)
    {
        using Utf8Text fileNameUtf8 = new(fileName, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileNameBytes = fileNameUtf8)
            return ExportImage(image, (sbyte*)fileNameBytes);
    }

    public static void ImageFormat(ref Image image, PixelFormat newFormat)
    {
        fixed (Image* p = &image) ImageFormat(p, newFormat);
    }

    public static void ImageCrop(ref Image image, Rectangle crop)
    {
        fixed (Image* p = &image) ImageCrop(p, crop);
    }

    public static void ImageResize(ref Image image, int newWidth, int newHeight)
    {
        fixed (Image* p = &image) ImageResize(p, newWidth, newHeight);
    }

    public static void ImageResizeNN(ref Image image, int newWidth, int newHeight)
    {
        fixed (Image* p = &image) ImageResizeNN(p, newWidth, newHeight);
    }

    public static void ImageFlipVertical(ref Image image)
    {
        fixed (Image* p = &image) ImageFlipVertical(p);
    }

    public static void ImageFlipHorizontal(ref Image image)
    {
        fixed (Image* p = &image) ImageFlipHorizontal(p);
    }

    public static void ImageBlurGaussian(ref Image image, int blurSize)
    {
        fixed (Image* p = &image) ImageBlurGaussian(p, blurSize);
    }

    public static void ImageMipmaps(ref Image image)
    {
        fixed (Image* p = &image) ImageMipmaps(p);
    }
}
