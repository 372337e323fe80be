using System.Globalization;
using System.Text;

namespace Unmask.Model.Text;

/// <summary>The columns of the words and their counts in a list, as offices publish them; found from the lines.</summary>
/// <param name="Separator">Between two columns.</param>
/// <param name="Word">The words' column, from 0.</param>
/// <param name="Count">The counts' column; −1 if there is none.</param>
/// <param name="HasHeading">The first line names the columns.</param>
/// <param name="Note">A remark on the columns for the user, in a clause; null for one word a line, or a word and its count behind a comma.</param>
internal sealed record ListColumns(char Separator, int Word, int Count, bool HasHeading, string? Note)
{
    /// <summary>Lines that are looked at.</summary>
    private const int Looked = 400;

    private const string ThousandsSigns = ",.'’ \u00A0\u202F";

    private static readonly char[] Separators = ['\t', ';', '|', ','];

    private static readonly HashSet<string> WordHeadings = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "names", "first name", "first names", "firstname", "first_name", "given name", "given names", "givenname", "given_name", "forename", "word", "words",
        "vorname", "vornamen", "prénom", "prénoms", "prenom", "prenoms", "preusuel", "nombre", "nombres", "nome", "nomi", "imię", "imie", "jméno", "meno", "fornavn", "förnamn", "voornaam",
        "isim", "ad", "etunimi", "keresztnév", "utónév", "név", "όνομα", "имя", "ім'я", "ime",
    };

    private static readonly HashSet<string> CountHeadings = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "counts", "births", "number", "n", "frequency", "freq", "total", "occurrences", "anzahl", "nombre", "cantidad", "frecuencia", "liczba", "antal", "antall", "aantal", "quantity",
    };

    private static readonly HashSet<string> OtherHeadings = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "rank", "no", "no.", "nr", "nr.", "#", "index", "year", "gender", "sex", "geschlecht", "sexe", "sexo", "share", "percent", "%", "jahr", "année", "país", "state", "country",
    };

    /// <summary>Looks at a list.</summary>
    /// <exception cref="NameFileException">No column holds words.</exception>
    public static ListColumns Of(IEnumerable<string> lines, string source)
    {
        string[] sample = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0).Take(Looked)];
        char separator = Separators.FirstOrDefault(c => sample.Skip(1).DefaultIfEmpty(sample.FirstOrDefault("")).Count(line => line.Contains(c)) * 10 >= Math.Max(1, sample.Length - 1) * 8, ',');
        string[][] rows = [.. sample.Select(line => Split(line, separator))];
        string[][] body = rows.Length > 1 ? rows[1..] : rows;
        int width = body.Select(row => row.Length).DefaultIfEmpty(1).GroupBy(length => length).MaxBy(group => group.Count())!.Key;
        Column[] columns = [.. Enumerable.Range(0, width).Select(place => new Column([.. body.Where(row => row.Length > place).Select(row => row[place])]))];
        bool isTurned = width == 2 && columns[0].IsNumber && columns[1].IsText;
        if (separator == ',' && width <= 2 && !isTurned && body.All(row => row.Length <= 2))
            return Plain(rows, body, sample);

        bool hasHeading = IsHeading(rows[0], columns);
        string[] heading = hasHeading ? rows[0] : [];
        int word = FirstWhere(columns, (column, place) => column.IsText && WordHeadings.Contains(At(heading, place)));
        if (word < 0)
            word = FirstWhere(columns, (column, place) => column.IsText && !column.IsCategory && !OtherHeadings.Contains(At(heading, place)));
        if (word < 0)
            word = FirstWhere(columns, (column, _) => column.IsText);
        if (word < 0)
            throw new NameFileException($"{source}: none of its {width} columns (separated by {Shown(separator)}) holds words; keep the words alone, one a line.");
        int count = FirstWhere(columns, (column, place) => place != word && column.IsWhole && CountHeadings.Contains(At(heading, place)));
        if (count < 0)
            count = Array.FindLastIndex(columns, column => column.IsWhole && !column.IsIndex && !column.IsYears);
        if (count >= 0 && OtherHeadings.Contains(At(heading, count)))
            count = -1;
        int decimals = count < 0 ? FirstWhere(columns, (column, _) => column.IsNumber && !column.IsWhole) : -1;
        string note = $"words from column {word + 1}{Called(heading, word)}"
            + (count >= 0 ? $", counts from column {count + 1}{Called(heading, count)}" : ", without counts")
            + (decimals >= 0 ? $" (column {decimals + 1}{Called(heading, decimals)} holds no whole numbers)" : "")
            + $", separated by {Shown(separator)}" + (hasHeading ? "; line 1 is a heading" : "");
        return new(separator, word, count, hasHeading, note);
    }

    /// <summary>The word and the count of a line; no word where it has too few columns.</summary>
    public (string? Word, string? Count) Read(string line)
    {
        string[] fields = Split(line, Separator);
        if (Word >= fields.Length)
            return (null, null);
        // Of a plain list a comma too many is no separator: the line is refused for it.
        if (Note is null && fields.Length > 2)
            return (line, null);
        return (fields[Word], Count >= 0 && Count < fields.Length ? fields[Count] : null);
    }

    /// <summary>Splits a list whose words all stand in one line, between separators and perhaps brackets, into one word a line; null for any other list.</summary>
    public static string? Unfolded(string text)
    {
        const int Fewest = 3;
        string line = text.Trim();
        if (ListText.Lines(line).Skip(1).Any())
            return null;
        line = line is ['[', .., ']'] ? line[1..^1] : line;
        string[][] splits = [.. Separators.Select(separator => Split(line, separator))];
        string[] words = [.. splits.MaxBy(split => split.Length)!.Select(word => word.Trim()).Where(word => word.Length > 0)];
        return words.Length >= Fewest && words.All(word => word.Any(char.IsLetter) && !word.Any(char.IsDigit)) ? string.Join('\n', words) : null;
    }

    /// <summary>One word a line, or word,count.</summary>
    private static ListColumns Plain(string[][] rows, string[][] body, string[] sample)
    {
        bool hasCounts = body.Any(row => row.Length == 2);
        if (hasCounts && !body.Any(row => row.Length == 2 && IsWhole(row[1])))
        {
            // Two columns of which the second holds no counts: which one, and what else it holds, is told.
            Column second = new([.. body.Where(row => row.Length == 2).Select(row => row[1])]);
            bool heading = rows.Length > 1 && IsHeading(rows[0], [new Column([.. body.Select(row => row[0])]), second]);
            string what = second.IsNumber ? "holds no whole numbers" : "holds no counts";
            return new(',', 0, -1, heading, $"words from column 1, without counts (column 2{Called(heading ? rows[0] : [], 1)} {what}){(heading ? "; line 1 is a heading" : "")}");
        }
        // A number that is no count, or no text at all, names no column: the line is one of those that are left out.
        bool isCountless = rows.Length > 1 && rows[0].Length == 2 && rows[0][1].Any(char.IsLetter) && !IsNumber(rows[0][1]);
        bool isUsual = isCountless && rows[0].All(field => IsKnownHeading(field.Trim()));
        bool isWord = !hasCounts && rows.Length > 1 && rows[0].Length == 1 && WordHeadings.Contains(rows[0][0].Trim()) && !IsInOrder(sample);
        return new(',', 0, 1, isCountless || isWord, isWord || (isCountless && !isUsual) ? $"line 1 (“{sample[0]}”) is read as a heading" : null);
    }

    private static bool IsHeading(string[] first, Column[] columns)
    {
        for (int place = 0; place < Math.Min(first.Length, columns.Length); place++)
        {
            string text = first[place].Trim();
            if (columns[place].IsNumber && text.Length > 0 && !IsNumber(text))
                return true;
        }
        return first.Any(field => WordHeadings.Contains(field.Trim())) && first.All(field => IsKnownHeading(field.Trim()));
    }

    private static bool IsKnownHeading(string text) => WordHeadings.Contains(text) || CountHeadings.Contains(text) || OtherHeadings.Contains(text);

    /// <summary>Whether all lines are in alphabetical order, the first included, which is then a word and no heading.</summary>
    private static bool IsInOrder(string[] lines) =>
        lines.Zip(lines.Skip(1)).All(pair => string.Compare(pair.First.Trim(), pair.Second.Trim(), StringComparison.OrdinalIgnoreCase) <= 0);

    private static int FirstWhere(Column[] columns, Func<Column, int, bool> condition)
    {
        for (int place = 0; place < columns.Length; place++)
        {
            if (condition(columns[place], place))
                return place;
        }
        return -1;
    }

    private static string At(string[] heading, int place) => place < heading.Length ? heading[place].Trim() : "";

    private static string Called(string[] heading, int place) => At(heading, place) is { Length: > 0 } name ? $" (“{name}”)" : "";

    private static string Shown(char separator) => separator == '\t' ? "tabs" : $"'{separator}'";

    /// <summary>The fields of a line; quotation marks around a field are taken off, and doubled ones inside it halved.</summary>
    private static string[] Split(string line, char separator)
    {
        if (!line.Contains('"'))
            return line.Split(separator);
        List<string> fields = [];
        var field = new StringBuilder();
        bool isQuoted = false, isBlank = true;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
                isBlank = false;
            }
            else if (c == '"' && (isQuoted || isBlank))
            {
                isQuoted = !isQuoted;
            }
            else if (c == separator && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                isBlank = true;
            }
            else
            {
                field.Append(c);
                isBlank &= char.IsWhiteSpace(c);
            }
        }
        return [.. fields, field.ToString()];
    }

    /// <summary>
    /// A whole number, with or without one sign between all its thousands; −1 if a text is none. What begins with 0 and a sign is a share.
    /// </summary>
    public static long Whole(string text)
    {
        const int MostDigits = 18;
        ReadOnlySpan<char> number = text.AsSpan().Trim();
        int sign = number.IndexOfAnyExceptInRange('0', '9');
        if (sign >= 0)
        {
            char separator = number[sign];
            if (sign is 0 or > 3 || number[0] == '0' || !ThousandsSigns.Contains(separator))
                return -1;
            foreach (Range group in number[(sign + 1)..].Split(separator))
            {
                if (number[(sign + 1)..][group].Length != 3)
                    return -1;
            }
            number = number.ToString().Replace(separator.ToString(), "", StringComparison.Ordinal);
        }
        return number.Length is > 0 and <= MostDigits && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? whole : -1;
    }

    private static bool IsWhole(string text) => Whole(text) >= 0;

    private static bool IsNumber(string text) =>
        IsWhole(text) || double.TryParse(text.Trim().TrimEnd('%').Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>What the fields of one column have in common.</summary>
    private sealed class Column(string[] fields)
    {
        private const int MostYears = 250;

        private readonly string[] _filled = [.. fields.Where(text => !string.IsNullOrWhiteSpace(text))];

        public bool IsText => Mostly(text => text.Any(char.IsLetter) && !ListColumns.IsNumber(text));

        public bool IsWhole => Mostly(ListColumns.IsWhole);

        public bool IsNumber => Mostly(ListColumns.IsNumber);

        /// <summary>The column repeats a few short texts, for instance a gender.</summary>
        public bool IsCategory => _filled.Length >= 4 && _filled.Distinct().Count() <= Math.Max(2, _filled.Length / 20);

        /// <summary>1, 2, 3, …</summary>
        public bool IsIndex => _filled.Length > 1 && _filled.Zip(_filled.Skip(1)).All(pair => Whole(pair.Second) == Whole(pair.First) + 1);

        public bool IsYears => _filled.Length > 1 && _filled.All(text => Whole(text) is >= 1800 and <= 2100) && _filled.Distinct().Count() <= MostYears;

        private bool Mostly(Func<string, bool> condition) => _filled.Length > 0 && _filled.Count(condition) * 10 >= _filled.Length * 9;
    }
}
