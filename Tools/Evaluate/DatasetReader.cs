using SocialCommerce.Tools.Input;
using SocialCommerce.Algorithms.Evaluation;

namespace SocialCommerce.Tools.Evaluate;

/// <summary>Reads the text formats of the literature: ids separated by blanks, one user or session per line.</summary>
internal sealed class DatasetReader
{
    private const int IdLengthMax = 200;

    private readonly IdIndex _users = new();
    private readonly IdIndex _items = new();

    /// <summary>Train and test, if there is one, as <c>user item item …</c>, social as <c>user user</c>.</summary>
    public SplitDataset ReadSplit(string train, string? test, string? social)
    {
        var trainRows = ReadUserRows(train);
        var testRows = test is null ? [] : ReadUserRows(test);
        var socialRows = social is null ? [] : ReadFollows(social);
        return new SplitDataset(
            _items.Count, ByUser(trainRows), ByUser(testRows), social is null ? [] : ByUser(socialRows));
    }

    /// <summary>Train as a session per line; test as a prefix per line whose last item is the label.</summary>
    public SequenceDataset ReadSessions(string train, string test)
    {
        var sessions = TextLines.Read(train).Select(line => Items(Fields(train, line, fieldsMin: 1))).ToList();
        var cases = new List<NextItemCase>();
        foreach (var line in TextLines.Read(test))
        {
            var items = Items(Fields(test, line, fieldsMin: 2));
            cases.Add(new NextItemCase(items[..^1], items[^1]));
        }

        return new SequenceDataset(_items.Count, sessions, cases, ExcludeHistory: false);
    }

    /// <summary>Whole histories as <c>user item item …</c> in time order.</summary>
    public SequenceDataset ReadLeaveOneOut(string train)
    {
        var histories = ReadUserRows(train).Select(row => row.Items).ToList();
        return SequenceProtocols.LeaveOneOut(_items.Count, histories);
    }

    private List<(int User, int[] Items)> ReadUserRows(string file)
    {
        var rows = new List<(int, int[])>();
        foreach (var line in TextLines.Read(file))
        {
            // A user without items is a legal row of these sets.
            var fields = Fields(file, line, fieldsMin: 1);
            rows.Add((_users.IndexOf(fields[0]), Items(fields.AsSpan(1))));
        }

        return rows;
    }

    private List<(int User, int[] Followees)> ReadFollows(string file)
    {
        var rows = new List<(int, int[])>();
        foreach (var line in TextLines.Read(file))
        {
            var fields = Fields(file, line, fieldsMin: 2);
            if (fields.Length != 2)
            {
                throw new InputFormatException(file, line.Number, $"expected 'user user', found {fields.Length} fields");
            }

            rows.Add((_users.IndexOf(fields[0]), [_users.IndexOf(fields[1])]));
        }

        return rows;
    }

    private int[][] ByUser(List<(int User, int[] Values)> rows)
    {
        var lists = new List<int>[_users.Count];
        foreach (var (user, values) in rows)
        {
            (lists[user] ??= []).AddRange(values);
        }

        return [.. lists.Select(list => list is null ? [] : list.Distinct().ToArray())];
    }

    private int[] Items(ReadOnlySpan<string> fields)
    {
        var items = new int[fields.Length];
        for (var position = 0; position < items.Length; position++)
        {
            items[position] = _items.IndexOf(fields[position]);
        }

        return items;
    }

    private static string[] Fields(string file, NumberedLine line, int fieldsMin)
    {
        var fields = line.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < fieldsMin)
        {
            throw new InputFormatException(file, line.Number, $"expected at least {fieldsMin} ids, found {fields.Length}");
        }

        foreach (var field in fields)
        {
            if (field.Length > IdLengthMax || !field.All(IsIdCharacter))
            {
                throw new InputFormatException(file, line.Number, $"'{Shown(field)}' is not an id");
            }
        }

        return fields;
    }

    private static bool IsIdCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':';

    private static string Shown(string field)
    {
        const int ShownMax = 40;
        var visible = string.Concat(field.Take(ShownMax).Select(character => char.IsControl(character) ? '?' : character));
        return field.Length > ShownMax ? visible + "…" : visible;
    }
}
