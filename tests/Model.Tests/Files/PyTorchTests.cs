using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Files;

/// <summary>
/// Files as <c>safetensors.torch.save_file(model.state_dict(), path)</c> writes them: tensors in the order of their names, a header padded with
/// spaces, no metadata but <c>format: pt</c>, or none at all.
/// </summary>
public sealed class PyTorchTests
{
    public static TheoryData<string, bool, string> Variants
    {
        get
        {
            TheoryData<string, bool, string> data = [];
            foreach (string architecture in (string[])["mlp", "residual", "transformer"])
            {
                foreach (bool takesTime in (bool[])[true, false])
                {
                    data.Add(architecture, takesTime, """{"__metadata__":{"format":"pt"},""");
                    data.Add(architecture, takesTime, "{");
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void It_is_known_by_its_tensors_and_predicts_the_same(string architecture, bool takesTime, string start)
    {
        WeightSet weights = architecture switch
        {
            "mlp" => Mlp.RandomWeights(1, takesTime),
            "residual" => Residual.RandomWeights(1, takesTime),
            _ => NameTransformer.Shape.RandomWeights(1, takesTime),
        };
        IDenoiser expected = DenoiserCatalog.Create(new WeightSet(weights.Tensors, new Dictionary<string, string> { [WeightsMetadata.Architecture] = architecture }), "x");
        IDenoiser loaded = DenoiserCatalog.Create(SafetensorsReader.Read(new MemoryStream(File(weights, start)), "x.safetensors"), "x.safetensors");
        Assert.Equal(architecture, loaded.Architecture);

        byte[] row = [.. Enumerable.Range(0, expected.Slots).Select(slot => (byte)(slot % 2 == 0 ? expected.Alphabet.Mask : slot))];
        float[] logits = new float[expected.Slots * expected.Symbols], same = new float[logits.Length];
        expected.Predict(row, 0.5f, logits);
        loaded.Predict(row, 0.5f, same);
        Assert.Equal(logits, same);
    }

    [Fact]
    public void A_transformer_that_lacks_more_than_the_time_is_not_known()
    {
        WeightSet weights = NameTransformer.Shape.RandomWeights(1, takesTime: false);
        byte[] file = File(new WeightSet([.. weights.Tensors.Skip(1)], weights.Metadata), "{");
        Assert.Throws<WeightsException>(() => DenoiserCatalog.Create(SafetensorsReader.Read(new MemoryStream(file), "x"), "x"));
    }

    private static byte[] File(WeightSet weights, string start)
    {
        NamedTensor[] sorted = [.. weights.Tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];
        var header = new StringBuilder(start);
        int offset = 0;
        foreach (NamedTensor tensor in sorted)
        {
            int end = offset + (tensor.Values.Length * sizeof(float));
            header.Append($"{(offset > 0 ? "," : "")}\"{tensor.Name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{offset},{end}]}}");
            offset = end;
        }
        header.Append('}').Append(' ', -header.Length & 7);
        byte[] file = new byte[8 + header.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.ASCII.GetBytes(header.ToString(), file.AsSpan(8));
        int at = 8 + header.Length;
        foreach (NamedTensor tensor in sorted)
        {
            MemoryMarshal.AsBytes<float>(tensor.Values).CopyTo(file.AsSpan(at));
            at += tensor.Values.Length * sizeof(float);
        }
        return file;
    }
}
