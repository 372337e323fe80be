namespace Unmask.Model.Text;

/// <summary>
/// The dataset: names in file order. Of a file that counts births, most births first, the first <see cref="TrainingLimit"/> entries are the
/// training set, and the others only tell whether a generated name is real; a plain list is trained on as a whole. Names are kept as symbols in one array, so that 100,000 of them cost
/// a handful of allocations; text is made on request. Immutable and safe to read from any thread.
/// </summary>
public sealed class NameSet
{
    /// <summary>How many entries of a file with births, from its top, are trained on.</summary>
    public const int TrainingLimit = 32_000;

    /// <summary>The most letters a name can have: the slots of the widest denoiser.</summary>
    public const int LongestName = Alphabet.LongestWord;

    /// <summary>The shortest training set of which names are held out: some fifty for each held-out split.</summary>
    public const int LeastToHoldOut = 1_000;

    private const string BuiltInResource = "ssa-names.csv";

    private readonly NameEntries _entries;
    private readonly Lazy<NameIndex> _index;
    private readonly Lazy<string> _hash;

    private NameSet(string source, Alphabet alphabet, NameEntries entries, Func<string> hash)
    {
        Source = source;
        Alphabet = alphabet;
        _entries = entries;
        _index = new(() => new NameIndex(entries));
        _hash = new(hash);
        int training = 0;
        // A plain list is in no order of importance: its first entries are often all those with a.
        while (training < entries.Count && (!entries.HasBirths || entries.Ranks[training] <= TrainingLimit))
            training++;
        TrainingCount = training;
    }

    /// <summary>Where the names come from, for messages: a file's name.</summary>
    public string Source { get; }

    /// <summary>The letters that the symbols stand for.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>Names that can be used.</summary>
    public int Count => _entries.Count;

    /// <summary>Names from the front that are trained on.</summary>
    public int TrainingCount { get; }

    /// <summary>
    /// Whether names are held out of training unless somebody says otherwise. A shorter list, a player's own words, is trained on as a
    /// whole: its tenth would be too few names to judge by, and the player wants every one of them learned.
    /// </summary>
    public bool HoldsOut => TrainingCount >= LeastToHoldOut;

    /// <summary>Entries of the file that cannot be used, by reason.</summary>
    public SkippedEntries Skipped => _entries.Skipped;

    /// <summary>False for a plain list of words: then every number of births is 0.</summary>
    public bool HasBirths => _entries.HasBirths;

    /// <summary>The list's <see cref="NameList.Hash"/>.</summary>
    public string Hash => _hash.Value;

    /// <summary>The text of a name.</summary>
    public string this[int name] => Alphabet.Decode(_entries[name]);

    /// <summary>The letters of a name, without PAD.</summary>
    public ReadOnlySpan<byte> SymbolsOf(int name) => _entries[name];

    /// <summary>Births of a name; 0 if the file does not say.</summary>
    public long BirthsOf(int name) => _entries.Births[name];

    /// <summary>1 for the file's first entry; entries that were skipped count too.</summary>
    public int RankOf(int name) => _entries.Ranks[name];

    /// <summary>The embedded U.S. Social Security Administration data.</summary>
    public static NameSet LoadBuiltIn(Alphabet alphabet, int slots = LongestName)
    {
        using Stream stream = OpenBuiltIn();
        NameEntries entries = stream is UnmanagedMemoryStream memory
            ? ReadMapped(memory, alphabet, slots)
            : NameFile.Parse(NameFile.ReadAll(stream)!, BuiltInResource, alphabet, slots);
        return new NameSet(BuiltInResource, alphabet, entries, static () => Presets.Find(Presets.Default)!.Hash);
    }

    /// <summary>A user's UTF-8 file: one name a line, or <c>name,births</c> with or without a header line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">Letters in use; capitals that it lacks count as their lower-case letters.</param>
    /// <param name="slots">Slots of the row; longer names are skipped.</param>
    /// <exception cref="NameFileException">It cannot be read, is no UTF-8 text, or holds no usable name.</exception>
    public static NameSet Load(string path, Alphabet alphabet, int slots = LongestName) =>
        Read(NameList.FromFile(path), alphabet, slots);

    internal static NameSet Read(NameList list, Alphabet alphabet, int slots) =>
        new(list.Source, alphabet, NameFile.Parse(list.Utf8, list.Source, alphabet, slots), () => list.Hash);

    /// <summary>
    /// The training set, or one split of it, as clean rows <c>[n, slots]</c> in file order; names longer than a row are left out.
    /// </summary>
    public byte[] TrainingRows(int slots, Split? split = null)
    {
        List<int> names = [];
        for (int name = 0; name < TrainingCount; name++)
        {
            if (_entries[name].Length <= slots && (split is null || Splits.Of(this[name]) == split))
                names.Add(name);
        }

        byte[] clean = new byte[names.Count * slots];
        Array.Fill(clean, Alphabet.Pad);
        for (int row = 0; row < names.Count; row++)
            _entries[names[row]].CopyTo(clean.AsSpan(row * slots));
        return clean;
    }

    /// <summary>The position of the name with these letters, or −1. The first call builds the index.</summary>
    public int Find(ReadOnlySpan<byte> letters) => _index.Value.Find(letters);

    /// <summary>Known, real or new. The first call builds the index.</summary>
    public Novelty NoveltyOf(ReadOnlySpan<char> name)
    {
        Span<byte> letters = stackalloc byte[LongestName];
        if (!Alphabet.TryEncode(name, letters))
            return Novelty.New;
        int found = Find(letters[..name.Length]);
        return found < 0 ? Novelty.New : new(found < TrainingCount ? NoveltyKind.Known : NoveltyKind.Real, RankOf(found), BirthsOf(found));
    }

    /// <summary>
    /// Builds the index that <see cref="Find"/> and <see cref="NoveltyOf"/> need: some milliseconds that a worker can take.
    /// </summary>
    public void BuildIndex() => _ = _index.Value;

    private static Stream OpenBuiltIn() =>
        typeof(NameSet).Assembly.GetManifestResourceStream(BuiltInResource)
        ?? throw new InvalidOperationException($"The assembly lacks its resource {BuiltInResource}.");

    /// <summary>An embedded resource lies in mapped memory: it is parsed in place, not copied.</summary>
    private static unsafe NameEntries ReadMapped(UnmanagedMemoryStream stream, Alphabet alphabet, int slots) =>
        NameFile.Parse(new ReadOnlySpan<byte>(stream.PositionPointer, checked((int)stream.Length)), BuiltInResource, alphabet, slots);
}
