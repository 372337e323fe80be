using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Xunit;

namespace Unmask.Model.Tests.Files;

public sealed class SafetensorsTests
{
    private static readonly WeightSet Sample = new(
        [new("W1", [2, 3], [1, -2.5f, 3, 4, float.Epsilon, float.MaxValue]), new("b1", [3], [0, -0f, 7]), new("scale", [], [9])],
        new Dictionary<string, string> { ["slots"] = "12", ["alphabet"] = "abc", ["note"] = "\"ë\" \\ \n" });

    [Fact]
    public void What_is_written_is_read_again()
    {
        WeightSet read = Read(Bytes(Sample));
        Assert.Equal(Sample.Metadata.OrderBy(e => e.Key), read.Metadata.OrderBy(e => e.Key));
        Assert.Equal(Sample.Tensors.Select(t => t.Name), read.Tensors.Select(t => t.Name));
        foreach ((NamedTensor expected, NamedTensor actual) in Sample.Tensors.Zip(read.Tensors))
        {
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.Equal(expected.Values.Select(BitConverter.SingleToInt32Bits), actual.Values.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void The_layout_is_that_of_the_format()
    {
        byte[] bytes = Bytes(Sample);
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        string json = Encoding.UTF8.GetString(bytes, 8, header);
        Assert.StartsWith("{\"__metadata__\":{\"alphabet\":\"abc\",", json);
        Assert.Contains("\"W1\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},\"b1\":", json);
        Assert.Equal(8 + header + 40, bytes.Length);
        Assert.Equal(-2.5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + header + 4)));
    }

    [Fact]
    public void Equal_weights_give_equal_files() =>
        Assert.Equal(Bytes(Sample), Bytes(new WeightSet(Sample.Tensors, Sample.Metadata.Reverse().ToDictionary())));

    [Fact]
    public void Tensors_may_lie_in_another_order_than_the_header_says()
    {
        WeightSet read = Read(File("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8));
        Assert.Equal(["b", "a"], read.Tensors.Select(t => t.Name));
    }

    [Theory]
    [InlineData("""[]""", 0, "the header is no object")]
    [InlineData("""{"a":""", 0, "the header is no valid JSON")]
    [InlineData("""{}x""", 0, "the header is no valid JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' stands twice")]
    [InlineData("""{"__metadata__":{"k":"v","k":"w"}}""", 0, "metadata 'k' stands twice")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "metadata 'k' is no text")]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' is F16, only F32 is supported; convert the file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "tensor 'a' lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "tensor 'a' lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}""", 4, "unknown or repeated field 'extra'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "shape of tensor 'a' holds something else than whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0.5],"data_offsets":[0,4]}}""", 4, "shape of tensor 'a' holds something else than whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}""", 0, "is too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,0]}}""", 0, "is too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "of shape [2] has 4 bytes, not 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "ends before it begins")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "ends at byte 8 of the data, which has 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "there is a hole before tensor 'a' at byte 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "4 bytes follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'b' overlaps")]
    [InlineData("""{"\ud800":1}""", 0, "the header is no valid JSON")]
    public void A_damaged_header_is_refused_with_the_reason(string json, int dataBytes, string reason) => Refused(File(json, dataBytes), reason);

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "3 bytes are too few")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)'{' }, "a header of 18,446,744,073,709,551,615 bytes is announced")]
    [InlineData(new byte[] { 16, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "the file ends inside its header, after 10 of 24 bytes")]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0 }, ": this is no safetensors file")]
    [InlineData(new byte[] { (byte)'n', (byte)'a', 0xEF, (byte)'v', (byte)'e', (byte)'\n', (byte)'a', (byte)'n', (byte)'n', (byte)'a' }, ": this is no safetensors file")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0, (byte)'n', 0, (byte)'n', 0, (byte)'a', 0 }, ": this is text (UTF-16)")]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 4, 0, 0, 0, 0, 0 }, ": this is compressed")]
    public void A_damaged_start_is_refused_with_the_reason(byte[] bytes, string reason) => Refused(bytes, reason);

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 7\n", "x: this is a Git LFS pointer, not the file itself; run 'git lfs pull'.")]
    [InlineData("\uFEFFversion https://git-lfs.github.com/spec/v1\r\noid", "x: this is a Git LFS pointer")]
    [InlineData("<!DOCTYPE html>\n<html>", "x: this is a web page or other markup, not weights; download the file itself.")]
    [InlineData("\uFEFF \n<?xml version=\"1.0\"?>", "x: this is a web page or other markup")]
    [InlineData("emma,20000\nolivia,19000\n", "x: this is text: “emma,20000”; weights are a safetensors file.")]
    [InlineData("{\"a\":1}", "x: this is text: “{\"a\":1}”")]
    [InlineData("é", "x: this is text: “é”")]
    [InlineData("PK\u0003\u0004 and so on", "x: this is a zip archive")]
    [InlineData("GGUF\u0003\0\0\0\0\0\0", "x: this is a GGUF file")]
    [InlineData("GIF89a\u0001\0\u0001\0", "x: this is a picture.")]
    public void What_is_no_safetensors_file_is_called_what_it_is(string content, string reason)
    {
        string message = Assert.Throws<WeightsException>(() => SafetensorsReader.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), "x")).Message;
        Assert.StartsWith(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_orig_mod.")]
    [InlineData("module.")]
    [InlineData("module._orig_mod.module.")]
    public void The_names_that_PyTorchs_wrappers_give_are_understood(string wrapper)
    {
        WeightSet wrapped = new([.. Sample.Tensors.Select(tensor => tensor with { Name = wrapper + tensor.Name })], Sample.Metadata);
        Assert.Equal(Sample.Tensors.Select(tensor => tensor.Name), Read(Bytes(wrapped)).Tensors.Select(tensor => tensor.Name));
        // Of one tensor alone it is no wrapper.
        WeightSet partly = new([.. Sample.Tensors.Select((tensor, i) => i == 0 ? tensor with { Name = wrapper + tensor.Name } : tensor)], Sample.Metadata);
        Assert.Contains(Read(Bytes(partly)).Tensors, tensor => tensor.Name.StartsWith(wrapper, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Bytes(Sample);
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<WeightsException>(() => Read(bytes[..length]));
    }

    [Fact]
    public void Any_damage_to_a_byte_is_refused_or_harmless_but_never_a_crash()
    {
        byte[] bytes = Bytes(Sample);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((position, value) =>
        {
            byte[] damaged = [.. bytes];
            damaged[position] = value;
            try
            {
                Read(damaged);
            }
            catch (WeightsException)
            {
            }
        }, iter: 5_000);
    }

    private static void Refused(byte[] bytes, string reason)
    {
        WeightsException e = Assert.Throws<WeightsException>(() => Read(bytes));
        Assert.StartsWith("x.safetensors: ", e.Message);
        Assert.Contains(reason, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static WeightSet Read(byte[] bytes) => SafetensorsReader.Read(new MemoryStream(bytes), "x.safetensors");

    private static byte[] Bytes(WeightSet weights)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, weights);
        return stream.ToArray();
    }

    private static byte[] File(string json, int dataBytes)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        byte[] bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }
}
