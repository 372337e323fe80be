using System.Buffers;
using System.Text;
using System.Text.Json;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;

namespace Unmask.Toy.Pages;

/// <summary>
/// The data of a page as JSON that can stand inside HTML: the alphabet's letters, the moments, and a pool of distributions. Moments refer to the
/// pool by index, since most slots keep their distribution while others change.
/// </summary>
internal static class PageData
{
    /// <param name="alphabet">The letters in use.</param>
    /// <param name="moments">Oldest first.</param>
    /// <param name="faintest">Smaller probabilities are left out; in thousandths, at least 1.</param>
    public static string Write(Alphabet alphabet, IReadOnlyList<PageMoment> moments, int faintest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Dictionary<string, int> pool = [];
        json.WriteStartObject();
        json.WriteString("letters", alphabet.Letters);
        json.WriteStartArray("moments");
        foreach (PageMoment moment in moments)
            WriteMoment(json, moment, faintest, pool);
        json.WriteEndArray();
        json.WriteStartArray("pool");
        foreach (string chances in pool.OrderBy(entry => entry.Value).Select(entry => entry.Key))
            json.WriteRawValue(chances);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteMoment(Utf8JsonWriter json, PageMoment moment, int faintest, Dictionary<string, int> pool)
    {
        Board board = moment.Board;
        TileFace[] faces = [.. Enumerable.Range(0, board.Slots).Select(slot => TileFace.Of(board, slot))];
        json.WriteStartObject();
        json.WriteString("voice", moment.Action.Kind == ActionKind.Start ? "" : moment.Action.IsDenoisers ? "d" : "p");
        json.WriteString("row", string.Concat(faces.Select(face => face.Letter)));
        json.WriteString("kinds", string.Concat(faces.Select(KindOf)));
        json.WriteStartArray("chance");
        foreach (TileFace face in faces)
            json.WriteNumberValue((int)MathF.Round(face.Probability * 1000));
        json.WriteEndArray();
        json.WriteStartArray("pool");
        for (int slot = 0; slot < board.Slots; slot++)
            json.WriteNumberValue(board.IsMasked(slot) ? IndexOf(Chances(moment, slot, faintest), pool) : -1);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Masked, masked with a restricted set, revealed, forced, or x after the end.</summary>
    private static char KindOf(TileFace face) => face.Kind switch
    {
        FaceKind.Masked => face.Restricted ? 's' : 'm',
        FaceKind.Revealed => 'r',
        FaceKind.Forced => 'f',
        _ => 'x',
    };

    /// <summary>The candidates, likeliest first: <c>[["a",412],["e",87]]</c>.</summary>
    private static string Chances(PageMoment moment, int slot, int faintest)
    {
        Alphabet alphabet = moment.Board.Alphabet;
        int outputs = alphabet.Symbols - 1;
        IEnumerable<int> shown = Enumerable.Range(0, outputs).Where(symbol => Of(symbol) >= faintest).OrderByDescending(Of);
        return $"[{string.Join(',', shown.Select(symbol => $"[{Quoted(alphabet.CharacterOf((byte)symbol))},{Of(symbol)}]"))}]";

        int Of(int symbol) => moment.Thousandths[slot * outputs + symbol];
    }

    private static string Quoted(char letter) => $"\"{JsonEncodedText.Encode([letter])}\"";

    private static int IndexOf(string chances, Dictionary<string, int> pool)
    {
        pool.TryAdd(chances, pool.Count);
        return pool[chances];
    }
}
