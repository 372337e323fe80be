using Raylib_cs;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;

namespace Unmask.Toy.Tests;

/// <summary>Which letter a key means, and what it asks for: no window needed.</summary>
public class ShortcutTests
{
    private const string Places = "1234567890QWERTYUIOPASDFGHJKL;'ZXCVBNM,./[]-=";

    /// <summary>What layouts print on the keys of <see cref="Places"/>.</summary>
    private static readonly Dictionary<string, string> Layouts = new()
    {
        ["us"] = "1234567890qwertyuiopasdfghjkl;'zxcvbnm,./[]-=",
        ["de"] = "1234567890qwertzuiopasdfghjklöäyxcvbnm,.-ü+ß´",
        ["fr"] = "&é\"'(-è_çàazertyuiopqsdfghjklmùwxcvbn,;:!^$)=",
        ["dvorak"] = "1234567890',.pyfgcrlaoeuidhtns-;qjkxbmwvz/=[]",
        ["turkish f"] = "1234567890fgğıodrnhpuieaütkmlyşjövcçzsb.,qw/-",
        ["czech"] = "+ěščřžýáíéqwertzuiopasdfghjklů§yxcvbnm,.-ú)=´",
        ["russian"] = "1234567890йцукенгшщзфывапролджэячсмитьбю.хъ-=",
        ["greek"] = "1234567890;ςερτυθιοπασδφγηξκλ΄'ζχψωβνμ,./[]-=",
        ["hebrew"] = "1234567890/'קראטוןםפשדגכעיחלךף,זסבהנמצתץ.][-=",
        ["arabic"] = "١٢٣٤٥٦٧٨٩٠ضصثقفغعهخحشسيبلاتنمكطئءؤرﻻىةوزظجد-=",
        ["unknown"] = "",
    };

    public static TheoryData<string> Names => [.. Layouts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shortcut_has_one_key_of_every_layout(string layout)
    {
        foreach (char letter in Shortcuts.All.Select(shortcut => shortcut.Letter).Where(letter => letter != '\0').Distinct())
        {
            KeyboardKey[] keys = [.. Places.Select(place => (KeyboardKey)place).Where(key => PrintedKeys.On(key, Label(layout)) == letter)];
            KeyboardKey key = Assert.Single(keys);
            string printed = Layouts[layout];
            if (printed.Contains(char.ToLowerInvariant(letter)))
                Assert.Equal(Places[printed.IndexOf(char.ToLowerInvariant(letter))], (char)key);
            else
                Assert.Equal(letter, (char)key);
        }
    }

    [Theory]
    [InlineData("de", 'Y', 'Z')]
    [InlineData("de", 'Z', 'Y')]
    [InlineData("fr", ';', 'M')]
    [InlineData("fr", 'M', '\0')]
    [InlineData("fr", '1', '1')]
    [InlineData("dvorak", 'N', 'B')]
    [InlineData("dvorak", 'Q', '\0')]
    [InlineData("russian", 'Z', 'Z')]
    [InlineData("turkish f", 'R', '\0')]
    public void A_key_means_what_is_printed_on_it(string layout, char place, char letter) =>
        Assert.Equal(letter, PrintedKeys.On((KeyboardKey)place, Label(layout)));

    [Theory]
    [InlineData(true, false, false, true)]
    [InlineData(true, false, true, false)]
    [InlineData(true, true, false, false)]
    [InlineData(false, false, true, false)]
    public void Ctrl_asks_only_without_AltGr(bool control, bool leftAlt, bool rightAlt, bool asks)
    {
        var input = new Input();
        input.Press(KeyboardKey.Z);
        input.Hold(control, leftAlt, rightAlt);
        Assert.Equal(asks ? Intent.Undo : Intent.None, input.Find(SceneKind.Play, input.Keys[0]));
        Assert.False(input.Alt);
    }

    [Fact]
    public void Nothing_is_asked_for_by_two_keys_at_once_and_what_destroys_needs_Ctrl()
    {
        foreach (SceneKind scene in Enum.GetValues<SceneKind>())
        {
            string[] keys = [.. Shortcuts.All.Where(shortcut => (shortcut.Scene ?? scene) == scene).Select(shortcut => shortcut.Keys)];
            Assert.Equal(keys.Distinct(), keys);
        }
        Assert.All(Shortcuts.All.Where(shortcut => shortcut.Intent is Intent.Reset or Intent.NewDuel or Intent.DailyDuel), shortcut => Assert.True(shortcut.Control));
    }

    [Fact]
    public void Every_intent_has_a_shortcut_and_the_readme_knows_those_with_Ctrl()
    {
        Assert.Equal(Enum.GetValues<Intent>().Where(intent => intent != Intent.None), Shortcuts.All.Select(shortcut => shortcut.Intent).Distinct().Order());
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.All(Shortcuts.All.Where(shortcut => shortcut.Letter is not (>= '2' and <= '5')), shortcut => Assert.Contains(shortcut.Keys, readme));
    }

    [Fact]
    public void Parts_of_a_wheels_click_add_up_and_opposite_ones_cancel_out()
    {
        var input = new Input();
        input.Turn(3);
        input.Turn(-1);
        Assert.Equal(2, input.Wheel);
        input.Clear();
        for (int i = 0; i < 8; i++)
            input.Turn(0.25);
        Assert.Equal(2, input.Wheel);
        input.Clear();
        Assert.Equal(0, input.Wheel);
    }

    [Fact]
    public void A_question_is_answered_by_the_same_again_but_not_at_once_and_not_too_late()
    {
        var question = new Question();
        Assert.False(question.IsAnswered("a", 10));
        Assert.False(question.IsAnswered("a", 10.2));
        Assert.False(question.IsAnswered("b", 11));
        Assert.False(question.IsAnswered("a", 12));
        Assert.True(question.IsAnswered("a", 13));
        Assert.False(question.IsAnswered("a", 14));
        question.Withdraw();
        Assert.False(question.IsAnswered("a", 15));
        Assert.False(question.IsAnswered("a", 100));
    }

    private static Func<KeyboardKey, string?> Label(string layout) =>
        key => Places.IndexOf((char)key) is >= 0 and int place && place < Layouts[layout].Length ? Layouts[layout][place].ToString() : null;
}
