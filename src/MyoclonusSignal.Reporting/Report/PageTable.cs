using System.Globalization;

namespace MyoclonusSignal.Reporting.Report;

/// <summary>A table of the page. It is written when all rows are there, because a column in which every row has a dash is left out.</summary>
/// <param name="id">Its identifier, or <see langword="null"/>.</param>
/// <param name="caption">What it shows.</param>
/// <param name="headings">The headings of its columns; one that begins with # is of numbers.</param>
internal sealed class PageTable(string? id, string caption, params string[] headings)
{
    /// <summary>What stands where there is no value.</summary>
    public const string NoValue = "–";

    private readonly List<(string?[] Attributes, List<(string Text, bool IsName)> Cells)> _rows = [];

    /// <summary>Begins a row; its attributes come in pairs of name and value.</summary>
    public PageTable Row(params string?[] attributes)
    {
        _rows.Add((attributes, new(headings.Length)));
        return this;
    }

    /// <summary>Adds a cell of text; a dash where there is none.</summary>
    public PageTable Cell(string? text)
    {
        _rows[^1].Cells.Add((string.IsNullOrEmpty(text) ? NoValue : text, false));
        return this;
    }

    /// <summary>Adds a cell with a name from a file.</summary>
    public PageTable Name(string name)
    {
        _rows[^1].Cells.Add((name, true));
        return this;
    }

    /// <summary>Adds a cell with a number; a dash where it is none.</summary>
    public PageTable Number(double? value, string format) =>
        Cell(value is double number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : null);

    /// <summary>Adds a cell with a range of numbers; a dash where there is none.</summary>
    public PageTable Range((double Low, double High)? range, string format) => Cell(range is (double low, double high)
        ? low.ToString(format, CultureInfo.InvariantCulture) + "–" + high.ToString(format, CultureInfo.InvariantCulture)
        : null);

    /// <summary>Writes the table in a frame that can be moved sideways on small screens; nothing where it has no row.</summary>
    public void Write(PageWriter page)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        int[] columns = [.. Enumerable.Range(0, headings.Length).Where(column => _rows.Exists(row => row.Cells[column].Text != NoValue))];
        page.Open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", caption).Open("table", "id", id).Element("caption", caption).Open("thead").Open("tr");
        foreach (int column in columns)
        {
            page.Element("th", headings[column].TrimStart('#'), "scope", "col", "class", ClassOf(column));
        }

        page.Close().Close().Open("tbody");
        foreach ((string?[] attributes, List<(string Text, bool IsName)> cells) in _rows)
        {
            page.Open("tr", attributes);
            foreach (int column in columns)
            {
                page.Open("td", "class", ClassOf(column));
                if (cells[column].IsName)
                {
                    page.Name(cells[column].Text);
                }
                else
                {
                    page.Text(cells[column].Text);
                }

                page.Close();
            }

            page.Close().Raw("\n");
        }

        page.Close().Close().Close().Raw("\n");
    }

    private string? ClassOf(int column) => headings[column].StartsWith('#') ? "number" : null;
}
